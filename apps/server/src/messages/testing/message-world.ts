/** Test environment for messages, with the sandbox's WeChat and SMS gateway and the messages that arrived there. */
import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { openAttemptWorld } from "../../collections/testing/attempt-world.ts";
import type { StudentWorld } from "../../collections/testing/student-world.ts";
import { createConfiguration } from "../../core/configuration/read-configuration.ts";
import { accountIdentities, accounts, messages } from "../../infra/db/schema/index.ts";
import { createHttpSms } from "../../infra/sms/http-sms.ts";
import { createHttpWechat } from "../../infra/wechat/http-wechat.ts";
import { readServiceConfig } from "../../settings/service-config.ts";
import { studentCall } from "../../testing/calls.ts";
import type { Sandbox } from "../../testing/child-processes.ts";
import { workOff } from "../../testing/jobs.ts";
import { openTestDatabase, startSandbox } from "../../testing/resources.ts";
import { messageJobs } from "../message-jobs.ts";
import { messageHandlers } from "../routes.ts";

const person = z.object({ id: z.string(), miniProgramOpenid: z.string() });

/** Gives a student the WeChat identity of a new mini-program user. */
export async function followMiniProgram(
  { deps: { db, sealer, searchHash, clock } }: Pick<StudentWorld, "deps">,
  sandbox: Sandbox,
  accountId: string,
  withIdentity = true,
): Promise<{ readonly userId: string; readonly openid: string }> {
  const match = person.parse(await sandbox.control("POST", "/wechat/users", {}));
  const openid = match.miniProgramOpenid;
  if (!withIdentity) return { userId: match.id, openid };
  const id = randomUUID();
  await db.insert(accountIdentities).values({
    id,
    accountId,
    appid: sandbox.settings.wechat.miniProgram.appid,
    openid: sealer.seal(openid, { column: "account_identities.openid", rowId: id }),
    openidHash: searchHash("wechat-openid", openid),
    createdAt: clock(),
  });
  return { userId: match.id, openid };
}

const sent = z.array(
  z.object({
    openid: z.string(),
    templateId: z.string(),
    page: z.string(),
    data: z.record(z.string(), z.object({ value: z.string() })),
  }),
);
const notices = z.array(z.object({ phone: z.string(), text: z.string(), reference: z.string() }));

export async function openMessageWorld() {
  const database = await openTestDatabase();
  const { db, pool } = database;
  const sandbox = await startSandbox();
  const world = openAttemptWorld(db);
  await world.addSchool();
  const { id: projectId } = await world.addProject();
  const { miniProgram, officialAccount } = sandbox.settings.wechat;
  const reach = { baseUrl: sandbox.url, officialAccount, timeoutMs: 8000, warn: () => {} };
  const { templateIds } = readServiceConfig({}).config;
  const deps = {
    ...world.deps,
    wechat: createHttpWechat({ ...reach, miniProgram }),
    sms: createHttpSms({
      baseUrl: sandbox.url,
      key: sandbox.settings.sms.key,
      timeoutMs: 8000,
      warn: () => {},
    }),
    publicUrl: "https://photo.test",
    appid: miniProgram.appid,
    templateIds,
    configuration: createConfiguration(),
  };
  const handlers = messageHandlers(deps);
  const jobs = messageJobs(deps);

  /** Creates a mini-program user whose photo was rejected. `accepts`: number of messages the user consented to. */
  async function rejected(accepts: number, withIdentity = true) {
    const { accountId, collectionId } = await world.addPaid(projectId);
    const { userId, openid } = await followMiniProgram(world, sandbox, accountId, withIdentity);
    const templateId = templateIds["review-rejected"];
    if (accepts > 0)
      await sandbox.control("POST", "/wechat/accept-messages", {
        userId,
        templateId,
        times: accepts,
      });
    const attempt = await world.addMade(collectionId);
    await world.move(collectionId, "submit", "student", { attempt });
    await world.move(
      collectionId,
      "reject",
      "reviewer",
      { reason: { serverText: "眼镜反光" } },
      await world.addStaff("reviewer"),
    );
    return { accountId, collectionId, openid, userId };
  }

  return {
    ...database,
    sandbox,
    world,
    projectId,
    deps,
    handlers,
    rejected,
    wechatWith: (secret: string) =>
      createHttpWechat({ ...reach, miniProgram: { ...miniProgram, secret } }),
    /** Tries each waiting message once and returns the number that finished. */
    send: (others = jobs) => workOff(db, "send-message", others["send-message"]),
    sentTo: async (openid: string) =>
      sent
        .parse(await sandbox.control("GET", "/wechat/messages"))
        .filter((message) => message.openid === openid),
    /** Lists the text messages about this collection. */
    textedOf: async (collectionId: string) =>
      notices
        .parse(await sandbox.control("GET", "/sms/notices"))
        .filter(({ text }) => text.includes(collectionId)),
    withoutPhone: (accountId: string) =>
      db.update(accounts).set({ phone: null, phoneHash: null }).where(eq(accounts.id, accountId)),
    consent: (accountId: string, language: "zh" | "en" = "zh") =>
      handlers.addMessageCredits(
        { body: { templates: ["review-rejected"] } },
        { ...studentCall(accountId), language },
      ),
    latest: async () =>
      (await db.select().from(messages).orderBy(desc(messages.eventId)).limit(1))[0],
    listed: async (accountId: string) => {
      const answer = await handlers.listMessageTemplates({}, studentCall(accountId));
      return routeDefinitions.listMessageTemplates.answers.parse(answer);
    },
    forget: async () => {
      await pool.query("delete from messages");
      await pool.query("delete from pgboss.job");
    },
  };
}
