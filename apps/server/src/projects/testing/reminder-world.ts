/** Reminders of a project: plan, request and delivery, for tests. */
import { routeDefinitions } from "@gradphoto/domain/routes";
import { beforeEach } from "vitest";
import { z } from "zod";
import { type Call, isRefusal } from "../../core/call.ts";
import { createConfiguration } from "../../core/configuration/read-configuration.ts";
import { messageCredits, messages } from "../../infra/db/schema/index.ts";
import { createHttpSms } from "../../infra/sms/http-sms.ts";
import { messageJobs } from "../../messages/message-jobs.ts";
import { followMiniProgram } from "../../messages/testing/message-world.ts";
import { readServiceConfig } from "../../settings/service-config.ts";
import { accepted } from "../../testing/calls.ts";
import { workOff } from "../../testing/jobs.ts";
import { projectHandlers } from "../routes.ts";
import { openProjectWorld } from "./project-world.ts";

/** Opens the environment. Call it at the top of a test file. Every test starts without messages and open collections. */
export async function openReminderWorld() {
  const project = await openProjectWorld();
  const { db, pool, world, sandbox, deps, handlers, admin, params } = project;
  const { templateIds } = readServiceConfig({}).config;

  const sendingDeps = {
    ...deps,
    templateIds,
    sms: createHttpSms({
      baseUrl: sandbox.url,
      key: sandbox.settings.sms.key,
      timeoutMs: 8000,
      warn: () => {},
    }),
  };
  /** Tries each waiting message once. */
  const send = (perDay = 1000) =>
    workOff(
      db,
      "send-message",
      messageJobs({
        ...sendingDeps,
        configuration: createConfiguration({ "reminder-messages": perDay }),
      })["send-message"],
    );

  const newFilters = (filters: object = {}) =>
    routeDefinitions.remindStalledStudents.body.parse({ days: 3, ...filters });
  const remind = (
    projectId: string,
    filters: object = {},
    call: Call = admin,
    reminding = handlers,
  ) => reminding.remindStalledStudents({ ...params(projectId), body: newFilters(filters) }, call);
  /** Requests reminders, and retries until the lock is available, as a user does. */
  const remindInTurn: typeof remind = async (...request) => {
    const answer = await remind(...request);
    return isRefusal(answer) && answer.refused === "reminders-under-way"
      ? remindInTurn(...request)
      : answer;
  };
  const plan = async (projectId: string, filters: object = {}, planning = handlers) =>
    accepted(
      await planning.readReminderPlan({ ...params(projectId), query: newFilters(filters) }, admin),
    );
  const withBudget = (perDay: number) =>
    projectHandlers({
      ...deps,
      configuration: createConfiguration({ "reminder-messages": perDay }),
    });

  const subscribe = async (accountId: string, accepts = 1) => {
    const { userId, openid } = await followMiniProgram(world, sandbox, accountId);
    const templateId = templateIds.unfinished;
    if (accepts > 0)
      await sandbox.control("POST", "/wechat/accept-messages", {
        userId,
        templateId,
        times: accepts,
      });
    await db
      .insert(messageCredits)
      .values({ accountId, template: "unfinished", credits: 1, language: "zh" });
    return openid;
  };
  const addPaid = async (projectId: string, count: number) => {
    const made: string[] = [];
    for (let added = 0; added < count; added++) {
      made.push((await world.addPaid(projectId)).collectionId);
      world.passTime(1000);
    }
    return made;
  };
  const sentTo = async () =>
    (await db.select().from(messages)).map(({ collectionId }) => collectionId).sort();
  const textedTo = async (collectionId: string) =>
    z
      .array(z.object({ text: z.string() }))
      .parse(await sandbox.control("GET", "/sms/notices"))
      .filter(({ text }) => text.includes(collectionId));

  beforeEach(async () => {
    for (const table of ["messages", "reminders", "reminder_sms_days", "pgboss.job"])
      await pool.query(`delete from ${table}`);
    await pool.query("update collections set state = 'completed'");
  });

  return {
    ...project,
    sendingDeps,
    send,
    remind,
    remindInTurn,
    plan,
    withBudget,
    subscribe,
    addPaid,
    sentTo,
    textedTo,
  };
}

/** Returns the reasons with their counts, without those of count 0. */
export const leftOutOf = ({
  leftOut,
}: {
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
}) =>
  Object.fromEntries(
    leftOut.filter(({ count }) => count > 0).map(({ reason, count }) => [reason, count]),
  );

export const dayMs = 86_400_000;
