/** Reminders to stalled students: who is reminded, who is left out, and what is displayed and sent. */
import { routeDefinitions } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { createRefund } from "../collections/testing/create-refund.ts";
import { accounts, consents } from "../infra/db/schema/index.ts";
import { accepted } from "../testing/calls.ts";
import { dayMs, leftOutOf, openReminderWorld } from "./testing/reminder-world.ts";

const { db, pool, world, sandbox, deps, handlers, admin, operator, create, params, ...reminders } =
  await openReminderWorld();
const { send, remind, plan, subscribe, addPaid, sentTo, textedTo } = reminders;

test("reminds subscribers by WeChat and others by SMS, and counts unreachable and withdrawn students beforehand", async () => {
  const { projectId } = await create();
  const subscribed = await world.addPaid(projectId);
  const openid = await subscribe(subscribed.accountId);
  const texted = await world.addPaid(projectId);
  const unreachable = await world.addPaid(projectId);
  await db
    .update(accounts)
    .set({ phone: null, phoneHash: null })
    .where(eq(accounts.id, unreachable.accountId));
  const leaving = await world.addPaid(projectId);
  await db
    .update(consents)
    .set({ withdrawnAt: deps.clock() })
    .where(and(eq(consents.accountId, leaving.accountId), eq(consents.purpose, "face")));
  expect(await plan(projectId)).toMatchObject({ chosen: 0, byWechat: 0, bySms: 0 });
  world.passTime(4 * dayMs);
  const planned = await plan(projectId);
  expect(planned).toMatchObject({
    chosen: 4,
    byWechat: 1,
    bySms: 1,
    smsPerDay: 1000,
    smsLeft: 1000,
    refusal: null,
  });
  expect(leftOutOf(planned)).toEqual({ "one-of-them": 2 });
  expect(await sentTo()).toEqual([]);

  const reminded = accepted(await remind(projectId));
  expect(reminded).toMatchObject({ chosen: 4, byWechat: 1, bySms: 1, smsLeft: 999 });
  const latest = async () =>
    accepted(await handlers.listReminders(params(projectId), admin)).reminders;
  const { reminderId } = reminded;
  expect(await latest()).toMatchObject([
    { reminderId, chosen: 4, sentByWechat: 0, sentBySms: 0, waiting: 2 },
  ]);
  expect(await send()).toBe(2);
  expect(await latest()).toMatchObject([
    { reminderId, sentByWechat: 1, sentBySms: 1, waiting: 0, notSent: 0 },
  ]);
  const sent = z.array(z.object({ openid: z.string(), page: z.string() }));
  expect(sent.parse(await sandbox.control("GET", "/wechat/messages"))).toEqual([
    { openid, page: expect.stringContaining(subscribed.collectionId) },
  ]);
  expect((await textedTo(texted.collectionId)).map(({ text }) => text)).toEqual([
    expect.stringMatching(
      /^【毕业证照】尚未完成：证照采集还差几步，请点开继续。 https:\/\/photo\.test\//,
    ),
  ]);

  const query = routeDefinitions.listStalledStudents.query.parse({ limit: "100" });
  const { students } = accepted(
    await handlers.listStalledStudents({ ...params(projectId), query }, operator),
  );
  const remindedAt = new Map(students.map((student) => [student.collectionId, student.remindedAt]));
  expect(
    [subscribed, texted, unreachable].map(({ collectionId }) => remindedAt.get(collectionId)),
  ).toEqual([deps.clock().toISOString(), deps.clock().toISOString(), null]);
  const { rows: audited } = await pool.query(
    "select details from audit_entries where action = 'stalled-reminded' and subject = $1",
    [`project:${projectId}`],
  );
  expect(audited).toMatchObject([
    { details: { reminder: reminderId, chosen: 4, byWechat: 1, bySms: 1 } },
  ]);
});

test("reminds the students who match the filters, including those without consent to inform the school", async () => {
  const { projectId } = await create();
  const [first = "", second = ""] = await addPaid(projectId, 3);
  const ofPerson = "where id = (select person_id from collections where id = $1)";
  await pool.query(`update persons set class = '软件（1）班' ${ofPerson}`, [first]);
  await pool.query("update collections set state = 'rejected' where id = $1", [second]);
  await pool.query(
    "delete from consents where account_id = (select account_id from collections where id = $1)",
    [first],
  );
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
  await db
    .update(consents)
    .set({ withdrawnAt: deps.clock() })
    .where(eq(consents.accountId, leaving.accountId));
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
  const [
    request = "",
    waiting = "",
    failed = "",
    declined = "",
    repeated = "",
    twice = "",
    other = "",
  ] = made;
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
  await createRefund(db, {
    collectionId: repeated,
    state: "declined",
    at: new Date(at.getTime() + 1000),
  });
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
