import { randomUUID } from "node:crypto";
import { messageTemplateCodes } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { desc, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { staffCall } from "../collections/testing/staff-call.ts";
import { studentCall } from "../collections/testing/student-world.ts";
import { accountIdentities, accounts, events, messageCredits, messages, projects } from "../infra/db/schema/index.ts";
import { createHttpSms } from "../infra/sms/http-sms.ts";
import { createHttpWechat } from "../infra/wechat/http-wechat.ts";
import { readServiceConfig } from "../service-config.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { dueIn, workOff } from "../testing/work-off.ts";
import { remindStudents } from "./remind-students.ts";
import { resendStatus } from "./resend-message.ts";
import { messageHandlers } from "./routes.ts";
import { messageJobs } from "./send-message.ts";

const { db, pool } = await openTestDatabase();
const sandbox = await startSandbox();
const world = openAttemptWorld(db);
await world.addSchool();
const { id: projectId } = await world.addProject();
const { miniProgram, officialAccount } = sandbox.settings.wechat;
const reach = { baseUrl: sandbox.url, officialAccount, timeoutMs: 8000, warn: () => {} };
const wechat = createHttpWechat({ ...reach, miniProgram });
const { templateIds } = readServiceConfig({}).config;
const smsReach = { baseUrl: sandbox.url, timeoutMs: 8000, warn: () => {} };
const sms = createHttpSms({ ...smsReach, key: sandbox.settings.sms.key });
const publicUrl = "https://photo.test";
const deps = { ...world.deps, wechat, sms, publicUrl, appid: miniProgram.appid, templateIds };
const handlers = messageHandlers(deps);
const jobs = messageJobs(deps);
/** How many messages came to an end; each that waits is tried once. */
const send = (given = jobs) => workOff(db, "send-message", given["send-message"]);

const person = z.object({ id: z.string(), miniProgramOpenid: z.string() });
const sent = z.array(
  z.object({
    openid: z.string(),
    templateId: z.string(),
    page: z.string(),
    data: z.record(z.string(), z.object({ value: z.string() })),
  }),
);
const sentTo = async (openid: string) =>
  sent.parse(await sandbox.control("GET", "/wechat/messages")).filter((message) => message.openid === openid);
const notices = z.array(z.object({ phone: z.string(), text: z.string(), reference: z.string() }));
/** Text messages that tell of this collection. */
const textedOf = async (collectionId: string) =>
  notices.parse(await sandbox.control("GET", "/sms/notices")).filter(({ text }) => text.includes(collectionId));
const withoutPhone = (accountId: string) =>
  db.update(accounts).set({ phone: null, phoneHash: null }).where(eq(accounts.id, accountId));
const consent = (accountId: string, language: "zh" | "en" = "zh") =>
  handlers.addMessageCredits({ body: { templates: ["review-rejected"] } }, { ...studentCall(accountId), language });
const latest = async () => (await db.select().from(messages).orderBy(desc(messages.eventId)).limit(1))[0];

/** A student of the mini-program whose photo was rejected; `accepts`: so many consents on the phone. */
async function rejected(accepts: number, withIdentity = true) {
  const { accountId, collectionId } = await world.addPaid(projectId);
  const found = person.parse(await sandbox.control("POST", "/wechat/users", {}));
  const openid = found.miniProgramOpenid;
  const id = randomUUID();
  if (withIdentity) {
    await db.insert(accountIdentities).values({
      id,
      accountId,
      appid: miniProgram.appid,
      openid: world.deps.sealer.seal(openid, { column: "account_identities.openid", rowId: id }),
      openidHash: world.deps.searchHash("wechat-openid", openid),
      createdAt: world.deps.clock(),
    });
  }
  const templateId = templateIds["review-rejected"];
  if (accepts > 0)
    await sandbox.control("POST", "/wechat/accept-messages", { userId: found.id, templateId, times: accepts });
  const attempt = await world.addMade(collectionId);
  await world.move(collectionId, "submit", "student", { attempt });
  await world.move(collectionId, "reject", "reviewer", { reason: "眼镜反光" }, await world.addStaff("reviewer"));
  return { accountId, collectionId, openid, userId: found.id };
}

beforeEach(async () => {
  await pool.query("delete from messages");
  await pool.query("delete from pgboss.job");
});
afterEach(async () => {
  await sandbox.control("DELETE", "/faults");
});

test("a rejection is told once to who consented, in their language, and spends the consent", async () => {
  const { accountId, openid } = await rejected(1);
  await consent(accountId, "en");
  expect(await send()).toBe(1);
  expect(await sentTo(openid)).toMatchObject([
    {
      templateId: templateIds["review-rejected"],
      data: {
        thing1: { value: "暨南大学" },
        phrase2: { value: "审核未通过" },
        thing3: { value: "See why, retake free" },
      },
    },
  ]);
  expect(await latest()).toMatchObject({ state: "sent", channel: "wechat", template: "review-rejected" });
  expect(await send()).toBe(0);
  expect((await db.select().from(messageCredits).where(eq(messageCredits.accountId, accountId)))[0]?.credits).toBe(0);
});

test("without consent, or outside the mini-program, it goes by SMS, with a link to the collection", async () => {
  const unasked = await rejected(1);
  const outside = await rejected(0, false);
  await consent(outside.accountId);
  expect(await send()).toBe(2);
  expect(await sentTo(unasked.openid)).toEqual([]);
  for (const { collectionId } of [unasked, outside]) {
    expect(await textedOf(collectionId)).toMatchObject([
      {
        phone: "19900000000",
        text: `【毕业证照】审核未通过：请查看原因并免费重拍。https://photo.test/pages/collection/index?collectionId=${collectionId}`,
      },
    ]);
  }
  expect(await db.select().from(messages)).toMatchObject([
    { state: "sent", channel: "sms" },
    { state: "sent", channel: "sms" },
  ]);
});

test("to whom neither WeChat nor a mainland phone leads nothing is sent, and the log says so", async () => {
  const { accountId, collectionId } = await rejected(1);
  await withoutPhone(accountId);
  expect(await send()).toBe(1);
  expect(await textedOf(collectionId)).toEqual([]);
  expect(await latest()).toMatchObject({ state: "skipped", channel: null, lastFault: "no-phone" });
});

test.each(["too-frequent", "server-error", "lost-answer"])(
  "a text message gateway that answers %s is asked again, and the student gets one text message",
  async (kind) => {
    const { collectionId } = await rejected(0);
    await sandbox.orderFault("sms", kind);
    expect(await send()).toBe(0);
    expect(await latest()).toMatchObject({ state: "queued", tries: 1, lastFault: expect.stringMatching(/^sms-/) });
    expect(await send()).toBe(1);
    expect(await textedOf(collectionId)).toHaveLength(1);
  },
);

test("a consent that WeChat does not know of is forgotten, and the message goes by SMS", async () => {
  const { accountId, collectionId } = await rejected(0);
  await consent(accountId, "en");
  await send();
  expect(await latest()).toMatchObject({ state: "sent", channel: "sms" });
  const [text] = await textedOf(collectionId);
  expect(text?.text).toContain("[GradPhoto] Photo not approved: See why, retake free. https://photo.test/");
  const { templates } = await listed(accountId);
  expect(templates.find(({ template }) => template === "review-rejected")?.credits).toBe(0);
});

test.each(["busy", "server-error", "garbage", "too-frequent"])("WeChat being %s is tried again later", async (kind) => {
  const { accountId, openid } = await rejected(1);
  await consent(accountId);
  await sandbox.orderFault("wechat-message", kind);
  expect(await send()).toBe(0);
  const message = await latest();
  expect(message).toMatchObject({ state: "queued", tries: 1, lastFault: "unavailable" });
  expect(await dueIn(db, "send-message", { messageId: message?.id ?? "" })).toBeGreaterThan(55);
  expect(await send()).toBe(1);
  expect(await sentTo(openid)).toHaveLength(1);
});

test("a message waits until WeChat takes our key", async () => {
  const { accountId, openid } = await rejected(1);
  await consent(accountId);
  const keyless = createHttpWechat({ ...reach, miniProgram: { ...miniProgram, secret: "wrong" } });
  expect(await send(messageJobs({ ...deps, wechat: keyless }))).toBe(0);
  expect(await latest()).toMatchObject({ state: "queued", tries: 1, lastFault: "unauthorized" });
  expect(await send()).toBe(1);
  expect(await sentTo(openid)).toHaveLength(1);
});

test("a message that never gets through is given up, and holds no other up", async () => {
  const lost = await rejected(1);
  await consent(lost.accountId);
  await sandbox.orderFault("wechat-message", "busy", 8);
  for (let tries = 0; tries < 8; tries++) await send();
  expect(await latest()).toMatchObject({ state: "failed", tries: 8 });
  const other = await rejected(1);
  await consent(other.accountId);
  expect(await send()).toBe(1);
  expect(await sentTo(other.openid)).toHaveLength(1);
});

test("several workers at once send each message once", async () => {
  const students = [];
  for (let count = 0; count < 6; count++) students.push(await rejected(3));
  for (const { accountId } of students) for (let times = 0; times < 3; times++) await consent(accountId);
  await Promise.all([send(), send(), send()]);
  for (const { openid } of students) expect(await sentTo(openid)).toHaveLength(1);
});

test("an approval is told of when it goes to the registry, not while it can be taken back", async () => {
  const { collectionId } = await world.addApproved(projectId);
  expect(await db.select().from(messages)).toEqual([]);
  await world.move(collectionId, "queue-upload", "system");
  expect(await latest()).toMatchObject({ collectionId, template: "review-approved" });
});

test("a reminder to confirm the photo at CHSI opens the page of the completed collection, in WeChat and by SMS", async () => {
  const inWechat = await rejected(0);
  const bySms = await rejected(0);
  await pool.query("delete from messages");
  await pool.query("delete from pgboss.job");
  await pool.query("update collections set state = 'completed' where id = any($1)", [
    [inWechat.collectionId, bySms.collectionId],
  ]);
  const { accountId, userId, openid } = inWechat;
  await handlers.addMessageCredits({ body: { templates: ["image-check"] } }, studentCall(accountId));
  const templateId = templateIds["image-check"];
  await sandbox.control("POST", "/wechat/accept-messages", { userId, templateId, times: 1 });
  world.passTime(4 * 3_600_000);
  const inHalfADay = new Date(deps.clock().getTime() + 12 * 3_600_000);
  await db.update(projects).set({ imageCheckBy: inHalfADay }).where(eq(projects.id, projectId));
  expect(await remindStudents(db, deps.clock(), new AbortController().signal)).toBe(2);
  expect(await send()).toBe(2);
  const page = (collectionId: string) => `pages/completed/index?collectionId=${collectionId}`;
  expect(await sentTo(openid)).toMatchObject([{ templateId, page: page(inWechat.collectionId) }]);
  expect(await textedOf(bySms.collectionId)).toMatchObject([
    {
      text: `【毕业证照】图像校对：请在学校截止日前到学信网完成图像校对。https://photo.test/${page(bySms.collectionId)}`,
    },
  ]);
  await db.update(projects).set({ imageCheckBy: null }).where(eq(projects.id, projectId));
});

const listed = async (accountId: string) => {
  const answer = await handlers.listMessageTemplates({}, studentCall(accountId));
  return routeDefinitions.listMessageTemplates.answers.parse(answer);
};

test("consents are counted by template, each up to a hundred", async () => {
  const accountId = await world.addAccount();
  for (const templates of [messageTemplateCodes.slice(0, 3), messageTemplateCodes.slice(3)])
    await handlers.addMessageCredits({ body: { templates: [...templates] } }, studentCall(accountId));
  await consent(accountId);
  const { templates } = await listed(accountId);
  expect(templates.map(({ template, credits }) => [template, credits])).toEqual(
    messageTemplateCodes.map((code) => [code, code === "review-rejected" ? 2 : 1]),
  );
});

test("what was taken and told is forgotten after thirty days; what still waits stays", async () => {
  await rejected(1);
  const now = deps.clock();
  const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const deleteOld = (at: Date) =>
    messageJobs({ ...deps, clock: () => at })["delete-old-events"](new AbortController().signal);
  const queued = await db.$count(messages, eq(messages.state, "queued"));
  expect(queued).toBeGreaterThan(0);
  await deleteOld(later(31));
  expect([await db.$count(messages), await db.$count(events)]).toEqual([queued, queued]);
  await db.update(messages).set({ state: "sent", finishedAt: now });
  await deleteOld(later(29));
  expect(await db.$count(events)).toBe(queued);
  await deleteOld(later(31));
  expect([await db.$count(messages), await db.$count(events)]).toEqual([0, 0]);
});

const service = staffCall(await world.addStaff("service"), "service");
const resend = (collectionId: string) => handlers.resendMessage({ params: { collectionId } }, service);
const status = resendStatus(deps);

test("the last message is sent once more to who has a consent left, and twice asked it is one", async () => {
  const { accountId, collectionId, openid } = await rejected(2);
  await consent(accountId);
  await consent(accountId);
  await send();
  world.passTime(120_000);
  expect(await status(collectionId)).toMatchObject({ refusal: null, message: { state: "sent" } });
  const [first, second] = await Promise.all([resend(collectionId), resend(collectionId)]);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ state: "queued", label: { en: "Photo not approved" } });
  expect(await send()).toBe(1);
  expect(await resend(collectionId)).toMatchObject({ state: "sent" });
  expect(await sentTo(openid)).toHaveLength(2);
  expect(await db.$count(messages, eq(messages.collectionId, collectionId))).toBe(2);
  const { rows } = await pool.query("select details from audit where action = 'message-resent'");
  expect(rows).toEqual([{ details: { template: "review-rejected" } }]);
});

test("where no way to the student is left nothing is sent again, and service is told why", async () => {
  const { accountId, collectionId } = await rejected(1);
  await consent(accountId);
  await send();
  world.passTime(120_000);
  await withoutPhone(accountId);
  expect(await resend(collectionId)).toMatchObject({ refused: "message-consent-missing" });
  expect((await status(collectionId)).refusal?.en).toContain("no phone number");
});

test("a message that is no longer true is not sent again; nor is one that never was", async () => {
  const never = await world.addPaid(projectId);
  expect(await resend(never.collectionId)).toMatchObject({ refused: "no-message-to-resend" });
  const { accountId, collectionId } = await rejected(2);
  await consent(accountId);
  await consent(accountId);
  await send();
  world.passTime(120_000);
  await world.addMade(collectionId);
  expect(await resend(collectionId)).toMatchObject({ refused: "no-message-to-resend" });
  expect(await resend(randomUUID())).toMatchObject({ refused: "not-found" });
  expect((await status(randomUUID())).message).toBeNull();
});
