/** Limits of reminders: one per student and day, the SMS budget, one at a time, daytime, and the own school. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { reminderLock } from "../core/collection/queue-message.ts";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import { inTransaction } from "../infra/db/database.ts";
import { messages } from "../infra/db/schema/index.ts";
import { messageJobs } from "../messages/message-jobs.ts";
import { accepted } from "../testing/calls.ts";
import { projectHandlers } from "./routes.ts";
import { dayMs, leftOutOf, openReminderWorld } from "./testing/reminder-world.ts";

const { db, pool, world, deps, admin, other, operator, create, ...reminders } =
  await openReminderWorld();
const {
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
} = reminders;

test("reminds no student twice within 24 hours, also under parallel requests by several users", async () => {
  const { projectId } = await create();
  const made = await addPaid(projectId, 4);
  world.passTime(10 * dayMs);
  const presses = [admin, operator].flatMap((call) =>
    [0, 1, 2].map((days) => remindInTurn(projectId, { days }, call)),
  );
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
  expect(accepted(await remind(project.projectId, {}, admin, withBudget(3)))).toMatchObject({
    bySms: 3,
    smsLeft: 0,
  });
});

test("a WeChat reminder that falls back to SMS uses the school's SMS budget, and is skipped when it is spent", async () => {
  const { projectId } = await create();
  const first = await world.addPaid(projectId);
  const second = await world.addPaid(projectId);
  for (const { accountId } of [first, second]) await subscribe(accountId, 0);
  world.passTime(4 * dayMs);
  expect(accepted(await remind(projectId))).toMatchObject({ byWechat: 2, bySms: 0, smsLeft: 1000 });
  expect(await send(1)).toBe(2);
  const ended = (await db.select().from(messages)).map(({ state, channel, lastFault }) => [
    state,
    channel,
    lastFault,
  ]);
  expect(ended.sort()).toEqual([
    ["sent", "sms", null],
    ["skipped", null, "sms-budget-spent"],
  ]);
  const texted = [
    ...(await textedTo(first.collectionId)),
    ...(await textedTo(second.collectionId)),
  ];
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
  expect(await remind(projectId, {}, admin, afterwards)).toMatchObject({
    refused: "project-closed",
  });
  expect(await sentTo()).toEqual([]);
});
