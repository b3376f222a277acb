import { routeDefinitions } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createRefund } from "../collections/testing/create-refund.ts";
import { type Call, isRefusal } from "../core/call.ts";
import { reminderLock } from "../core/collection/queue-message.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { inTransaction } from "../infra/db/database.ts";
import { accounts, consents, messageCredits, messages } from "../infra/db/schema/index.ts";
import { acquireLock } from "../infra/db/take-turns.ts";
import { createHttpSms } from "../infra/sms/http-sms.ts";
import { messageJobs } from "../messages/send-message.ts";
import { followMiniProgram } from "../messages/testing/message-world.ts";
import { readServiceConfig } from "../settings/service-config.ts";
import { accepted } from "../testing/calls.ts";
import { workOff } from "../testing/jobs.ts";
import { projectHandlers } from "./routes.ts";
import { openProjectWorld } from "./testing/project-world.ts";

const { db, pool, world, sandbox, deps, handlers, admin, other, operator, create, params } = await openProjectWorld();
const { templateIds } = readServiceConfig({}).config;
const dayMs = 86_400_000;

const sendingDeps = {
  ...deps,
  templateIds,
  sms: createHttpSms({ baseUrl: sandbox.url, key: sandbox.settings.sms.key, timeoutMs: 8000, warn: () => {} }),
};
/** Tries each waiting message once. */
const send = (perDay = 1000) =>
  workOff(
    db,
    "send-message",
    messageJobs({ ...sendingDeps, configuration: createConfiguration({ "reminder-messages": perDay }) })[
      "send-message"
    ],
  );

const newFilters = (filters: object = {}) => routeDefinitions.remindStalledStudents.body.parse({ days: 3, ...filters });
const remind = (projectId: string, filters: object = {}, call: Call = admin, reminding = handlers) =>
  reminding.remindStalledStudents({ ...params(projectId), body: newFilters(filters) }, call);
/** Requests reminders, and retries until the lock is available, as a user does. */
const remindInTurn: typeof remind = async (...request) => {
  const answer = await remind(...request);
  return isRefusal(answer) && answer.refused === "reminders-under-way" ? remindInTurn(...request) : answer;
};
const plan = async (projectId: string, filters: object = {}, planning = handlers) =>
  accepted(await planning.readReminderPlan({ ...params(projectId), query: newFilters(filters) }, admin));
const withBudget = (perDay: number) =>
  projectHandlers({ ...deps, configuration: createConfiguration({ "reminder-messages": perDay }) });

/** Returns the reasons with their counts, without those of count 0. */
const leftOutOf = ({ leftOut }: { readonly leftOut: readonly { readonly reason: string; readonly count: number }[] }) =>
  Object.fromEntries(leftOut.filter(({ count }) => count > 0).map(({ reason, count }) => [reason, count]));

const subscribe = async (accountId: string, accepts = 1) => {
  const { userId, openid } = await followMiniProgram(world, sandbox, accountId);
  const templateId = templateIds.unfinished;
  if (accepts > 0) await sandbox.control("POST", "/wechat/accept-messages", { userId, templateId, times: accepts });
  await db.insert(messageCredits).values({ accountId, template: "unfinished", credits: 1, language: "zh" });
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
const sentTo = async () => (await db.select().from(messages)).map(({ collectionId }) => collectionId).sort();
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

test("reminds subscribers by WeChat and others by SMS, and counts unreachable and withdrawn students beforehand", async () => {
  const { projectId } = await create();
  const subscribed = await world.addPaid(projectId);
  const openid = await subscribe(subscribed.accountId);
  const texted = await world.addPaid(projectId);
  const unreachable = await world.addPaid(projectId);
  await db.update(accounts).set({ phone: null, phoneHash: null }).where(eq(accounts.id, unreachable.accountId));
  const leaving = await world.addPaid(projectId);
  await db
    .update(consents)
    .set({ withdrawnAt: deps.clock() })
    .where(and(eq(consents.accountId, leaving.accountId), eq(consents.purpose, "face")));
  expect(await plan(projectId)).toMatchObject({ chosen: 0, byWechat: 0, bySms: 0 });
  world.passTime(4 * dayMs);
  const planned = await plan(projectId);
  expect(planned).toMatchObject({ chosen: 4, byWechat: 1, bySms: 1, smsPerDay: 1000, smsLeft: 1000, refusal: null });
  expect(leftOutOf(planned)).toEqual({ "one-of-them": 2 });
  expect(await sentTo()).toEqual([]);

  const reminded = accepted(await remind(projectId));
  expect(reminded).toMatchObject({ chosen: 4, byWechat: 1, bySms: 1, smsLeft: 999 });
  const latest = async () => accepted(await handlers.listReminders(params(projectId), admin)).reminders;
  const { reminderId } = reminded;
  expect(await latest()).toMatchObject([{ reminderId, chosen: 4, sentByWechat: 0, sentBySms: 0, waiting: 2 }]);
  expect(await send()).toBe(2);
  expect(await latest()).toMatchObject([{ reminderId, sentByWechat: 1, sentBySms: 1, waiting: 0, notSent: 0 }]);
  const sent = z.array(z.object({ openid: z.string(), page: z.string() }));
  expect(sent.parse(await sandbox.control("GET", "/wechat/messages"))).toEqual([
    { openid, page: expect.stringContaining(subscribed.collectionId) },
  ]);
  expect((await textedTo(texted.collectionId)).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^【毕业证照】尚未完成：证照采集还差几步，请点开继续。 https:\/\/photo\.test\//),
  ]);

  const query = routeDefinitions.listStalledStudents.query.parse({ limit: "100" });
  const { students } = accepted(await handlers.listStalledStudents({ ...params(projectId), query }, operator));
  const remindedAt = new Map(students.map((student) => [student.collectionId, student.remindedAt]));
  expect([subscribed, texted, unreachable].map(({ collectionId }) => remindedAt.get(collectionId))).toEqual([
    deps.clock().toISOString(),
    deps.clock().toISOString(),
    null,
  ]);
  const { rows: audited } = await pool.query(
    "select details from audit_entries where action = 'stalled-reminded' and subject = $1",
    [`project:${projectId}`],
  );
  expect(audited).toMatchObject([{ details: { reminder: reminderId, chosen: 4, byWechat: 1, bySms: 1 } }]);
});

test("reminds the students who match the filters, including those without consent to inform the school", async () => {
  const { projectId } = await create();
  const [first = "", second = ""] = await addPaid(projectId, 3);
  const ofPerson = "where id = (select person_id from collections where id = $1)";
  await pool.query(`update persons set class = '软件（1）班' ${ofPerson}`, [first]);
  await pool.query("update collections set state = 'rejected' where id = $1", [second]);
  await pool.query("delete from consents where account_id = (select account_id from collections where id = $1)", [
    first,
  ]);
  world.passTime(4 * dayMs);
  expect(await plan(projectId)).toMatchObject({ chosen: 3, bySms: 3 });
  accepted(await remind(projectId, { className: "软件(1)班" }));
  expect(await sentTo()).toEqual([first]);
  accepted(await remind(projectId, { state: "rejected" }));
  expect(await sentTo()).toEqual([first, second].sort());
});

test("shows why students are left out only if five or more are selected", async () => {
  const { projectId } = await create();
  const leaving = await world.addPaid(projectId);
  await db.update(consents).set({ withdrawnAt: deps.clock() }).where(eq(consents.accountId, leaving.accountId));
  await addPaid(projectId, 3);
  world.passTime(4 * dayMs);
  expect(leftOutOf(await plan(projectId))).toEqual({ "one-of-them": 1 });
  await addPaid(projectId, 1);
  world.passTime(4 * dayMs);
  expect(leftOutOf(await plan(projectId))).toEqual({ withdrawn: 1 });
});

test("skips students with a requested, waiting or failed refund, until the refund is declined", async () => {
  const { projectId } = await create();
  const made = await addPaid(projectId, 7);
  const [request = "", waiting = "", failed = "", declined = "", repeated = "", twice = "", other = ""] = made;
  const at = deps.clock();
  for (const [collectionId, state] of [
    [request, "requested"],
    [waiting, "waiting"],
    [failed, "closed"],
    [declined, "declined"],
    [repeated, "closed"],
  ] as const)
    await createRefund(db, { collectionId, state, at });
  // The failed refund was requested again and declined.
  await createRefund(db, { collectionId: repeated, state: "declined", at: new Date(at.getTime() + 1000) });
  // A second payment is refunded independently; the first one's collection continues.
  await createRefund(db, { collectionId: twice, state: "due", counts: false, at });
  world.passTime(4 * dayMs);
  expect(leftOutOf(await plan(projectId))).toEqual({ refund: 3 });
  expect(accepted(await remind(projectId))).toMatchObject({ chosen: 7, bySms: 4 });
  expect(await sentTo()).toEqual([declined, repeated, twice, other].sort());
});

test("previews the message with a placeholder for the student's link", async () => {
  const { projectId } = await create();
  const { text } = await plan(projectId);
  expect(text.zh).toMatch(/〔链接〕$/);
  expect(text.en).toMatch(/\[link\]$/);
});

test("reminds no student twice within 24 hours, also under parallel requests by several users", async () => {
  const { projectId } = await create();
  const made = await addPaid(projectId, 4);
  world.passTime(10 * dayMs);
  const presses = [admin, operator].flatMap((call) => [0, 1, 2].map((days) => remindInTurn(projectId, { days }, call)));
  const numbers = (await Promise.all(presses)).map((answer) => accepted(answer).bySms);
  expect(numbers.sort()).toEqual([0, 0, 0, 0, 0, 4]);
  expect(await sentTo()).toEqual([...made].sort());
  await send();
  world.passTime(dayMs - 1000);
  const repeated = accepted(await remind(projectId));
  expect(repeated).toMatchObject({ chosen: 4, bySms: 0 });
  expect(leftOutOf(repeated)).toEqual({ recentlyMessaged: 4 });
  world.passTime(2000);
  expect(accepted(await remind(projectId, { days: 4 }))).toMatchObject({ bySms: 4 });
  expect(await sentTo()).toHaveLength(8);
});

test("a request repeated within a minute returns the first answer", async () => {
  const { projectId } = await create();
  await addPaid(projectId, 2);
  world.passTime(4 * dayMs);
  const first = accepted(await remind(projectId));
  world.passTime(30_000);
  expect(accepted(await remind(projectId))).toEqual(first);
  world.passTime(31_000);
  expect(accepted(await remind(projectId))).toMatchObject({ bySms: 0 });
});

test("parallel reminders do not exceed the school's daily SMS budget; the longest wait goes first", async () => {
  const [project, otherProject] = [await create(), await create()];
  const [longest = ""] = await addPaid(project.projectId, 4);
  await addPaid(otherProject.projectId, 4);
  world.passTime(4 * dayMs);
  const limited = withBudget(5);
  expect(leftOutOf(await plan(project.projectId, {}, withBudget(3)))).toEqual({ "over-budget": 1 });
  const answers = await Promise.all(
    [project, otherProject].map(({ projectId }) => remindInTurn(projectId, {}, admin, limited)),
  );
  const numbers = answers.map((answer) => accepted(answer));
  expect(numbers.map(({ bySms }) => bySms).sort()).toEqual([1, 4]);
  expect(await sentTo()).toHaveLength(5);
  expect(await sentTo()).toContain(longest);
  expect(await plan(project.projectId, {}, limited)).toMatchObject({ bySms: 0, smsLeft: 0 });
  world.passTime(dayMs);
  expect(accepted(await remind(project.projectId, {}, admin, withBudget(3)))).toMatchObject({ bySms: 3, smsLeft: 0 });
});

test("a WeChat reminder that falls back to SMS uses the school's SMS budget, and is skipped when it is spent", async () => {
  const { projectId } = await create();
  const first = await world.addPaid(projectId);
  const second = await world.addPaid(projectId);
  for (const { accountId } of [first, second]) await subscribe(accountId, 0);
  world.passTime(4 * dayMs);
  expect(accepted(await remind(projectId))).toMatchObject({ byWechat: 2, bySms: 0, smsLeft: 1000 });
  expect(await send(1)).toBe(2);
  const ended = (await db.select().from(messages)).map(({ state, channel, lastFault }) => [state, channel, lastFault]);
  expect(ended.sort()).toEqual([
    ["sent", "sms", null],
    ["skipped", null, "sms-budget-spent"],
  ]);
  const texted = [...(await textedTo(first.collectionId)), ...(await textedTo(second.collectionId))];
  expect(texted).toHaveLength(1);
  expect(await plan(projectId)).toMatchObject({ smsLeft: 999, bySms: 1 });
});

test("refuses a reminder at once while another is in progress, instead of waiting with a connection", async () => {
  const { projectId } = await create();
  await inTransaction(db, async (tx) => {
    await acquireLock(tx, reminderLock);
    expect(await remind(projectId)).toEqual({ refused: "reminders-under-way", details: {} });
  });
  accepted(await remind(projectId));
});

test("a reminder unsent by night waits until morning, and skips students who completed since", async () => {
  const { projectId } = await create();
  const [slow = "", quick = ""] = await addPaid(projectId, 2);
  world.passTime(4 * dayMs);
  expect(accepted(await remind(projectId))).toMatchObject({ bySms: 2 });
  const atNight = { ...sendingDeps, clock: () => new Date("2027-05-01T13:30:00Z") };
  const job = messageJobs(atNight)["send-message"];
  const [message] = await db.select().from(messages).where(eq(messages.collectionId, slow));
  expect(await job.run({ messageId: message?.id ?? "" })).toEqual({ afterS: 11.5 * 3600 });
  await pool.query("update collections set state = 'completed' where id = $1", [quick]);
  expect(await send()).toBe(2);
  const ended = (await db.select().from(messages)).map(({ collectionId, state, lastFault }) => [
    collectionId === slow ? "slow" : "quick",
    state,
    lastFault,
  ]);
  expect(ended.sort()).toEqual([
    ["quick", "skipped", "not-needed"],
    ["slow", "sent", null],
  ]);
  expect(await textedTo(quick)).toEqual([]);
});

test("refuses reminders at night, after the project ends, and by another school", async () => {
  const { projectId } = await create();
  await addPaid(projectId, 1);
  world.passTime(4 * dayMs);
  expect(await remind(projectId, {}, other)).toMatchObject({ refused: "not-found" });
  const hourMs = 3_600_000;
  const atNight = projectHandlers({ ...deps, clock: () => new Date("2027-05-01T13:00:00Z") });
  expect(await remind(projectId, {}, admin, atNight)).toEqual({
    refused: "reminders-at-night",
    details: { fromHour: 9, untilHour: 21 },
  });
  expect((await plan(projectId, {}, atNight)).refusal?.zh).toContain("9 点到 21 点");
  const afterwards = projectHandlers({
    ...deps,
    clock: () => new Date(Date.parse("2027-06-30T16:00:00Z") + 10 * hourMs),
  });
  expect(await remind(projectId, {}, admin, afterwards)).toMatchObject({ refused: "project-closed" });
  expect(await sentTo()).toEqual([]);
});
