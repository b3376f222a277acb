import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { budgets } from "../core/limits.ts";
import {
  auditEntries,
  rateLimits as rateLimitRows,
  siteTickets,
} from "../infra/db/schema/index.ts";
import { accepted, studentCall, visitorCall } from "../testing/calls.ts";
import { estimateMinutes } from "./line.ts";
import { openSiteWorld } from "./testing/site-world.ts";

const { db, world, rateLimits, handlers, admin, other, openDay, take, callNext, look } =
  await openSiteWorld();
const minuteMs = 60_000;

test("a phone gets one queue number for all its requests, and the next phone gets the next number", async () => {
  const { queue } = await openDay();
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 5 }, () => take(queue, key)));
  expect(answers.map((answer) => accepted(answer).ticket?.number)).toEqual([1, 1, 1, 1, 1]);
  expect(accepted(await take(queue)).ticket).toEqual({
    number: 2,
    state: "waiting",
    aheadCount: 1,
    aboutMinutes: null,
  });
  expect(accepted(await look(queue, key)).ticket).toMatchObject({ number: 1, aheadCount: 0 });
  expect(accepted(await look(queue)).ticket).toBeNull();
  expect(accepted(await look(queue, randomUUID())).ticket).toBeNull();
});

test("concurrent calls never call the same number, and a repeated tap calls once", async () => {
  const { queue, shooting } = await openDay();
  for (let taken = 0; taken < 6; taken++) accepted(await take(queue));
  const called = await Promise.all(Array.from({ length: 5 }, () => callNext(shooting)));
  expect(called.map((answer) => accepted(answer).number).sort()).toEqual([1, 2, 3, 4, 5]);
  const tap = randomUUID();
  expect(await callNext(shooting, tap)).toEqual({ number: 6, nowCalled: 6, waiting: 0 });
  expect(await callNext(shooting, tap)).toEqual({ number: 6, nowCalled: 6, waiting: 0 });
  expect(await callNext(shooting)).toEqual({ number: null, nowCalled: 6, waiting: 0 });
});

test("a called number counts as missed once a later number is called and five minutes have passed", async () => {
  const { queue, shooting } = await openDay();
  const [first, second] = [randomUUID(), randomUUID()];
  accepted(await take(queue, first));
  accepted(await take(queue, second));
  accepted(await callNext(shooting));
  world.passTime(10 * minuteMs);
  expect(accepted(await look(queue, first)).ticket).toMatchObject({ state: "called" });
  accepted(await callNext(shooting));
  expect(accepted(await look(queue, first)).ticket).toMatchObject({
    number: 1,
    state: "missed",
    aheadCount: 0,
  });
  expect(accepted(await look(queue, second))).toMatchObject({
    nowCalled: 2,
    ticket: { state: "called" },
  });
});

test("the waiting time is estimated from the latest calls, from three calls on", async () => {
  const { queue, shooting } = await openDay();
  const own = randomUUID();
  for (let taken = 0; taken < 5; taken++) accepted(await take(queue));
  accepted(await take(queue, own));
  for (const [previous, minutes] of [
    [4, null],
    [3, null],
    [2, 6],
  ]) {
    world.passTime(2 * minuteMs);
    accepted(await callNext(shooting));
    expect(accepted(await look(queue, own)).ticket).toMatchObject({
      aheadCount: previous,
      aboutMinutes: minutes,
    });
  }
});

test("a break of the helpers does not lengthen the estimated waiting time", () => {
  const minutes = (...at: readonly number[]) => at.map((minute) => new Date(minute * minuteMs));
  expect(estimateMinutes(minutes(130, 8, 7, 6, 5, 4, 3, 2, 1, 0), 4)).toBe(5);
  expect(estimateMinutes(minutes(130, 2, 0), 0)).toBe(2);
});

test("calls at the same moment give no waiting time", () => {
  const now = new Date();
  expect(estimateMinutes([now, now, now], 4)).toBe(0);
  expect(estimateMinutes([now, now], 4)).toBeNull();
});

test("a queue ends at three thousand numbers, and existing numbers remain valid", async () => {
  const { queue, siteDayId } = await openDay();
  const key = randomUUID();
  accepted(await take(queue, key));
  const takenAt = world.deps.clock();
  const others = Array.from({ length: 2999 }, (_, n) => ({
    siteDayId,
    number: n + 2,
    ticketKey: `k${n}`,
    takenAt,
  }));
  await db.insert(siteTickets).values(others);
  expect(await take(queue)).toMatchObject({ refused: "site-queue-full" });
  expect(accepted(await take(queue, key)).ticket).toMatchObject({ number: 1 });
  expect(accepted(await handlers.clearSiteLine({ params: { siteDayId } }, admin))).toMatchObject({
    waiting: 0,
  });
  expect(accepted(await take(queue)).ticket).toMatchObject({
    number: 3001,
    state: "waiting",
    aheadCount: 0,
  });
});

test("numbers per network and hour are limited; signed-in students can still take a few", async () => {
  const { queue, siteDayId } = await openDay();
  const key = randomUUID();
  accepted(await take(queue, key));
  await rateLimits.spend(budgets.siteTicket, `${siteDayId}:${visitorCall.address}`);
  await db.update(rateLimitRows).set({ hits: budgets.siteTicket.hits });
  expect(await take(queue)).toMatchObject({ refused: "site-queue-sign-in" });
  expect(accepted(await take(queue, key)).ticket).toMatchObject({ number: 1 });
  accepted(await take(queue, randomUUID(), { ...visitorCall, address: "198.51.100.7" }));
  const student = studentCall(await world.addAccount());
  for (let taken = 0; taken < 5; taken++) accepted(await take(queue, randomUUID(), student));
  expect(await take(queue, randomUUID(), student)).toMatchObject({ refused: "too-many-requests" });
});

test("clearing a flooded queue voids its waiting numbers, keeps the called ones and lets a phone take the next", async () => {
  const { projectId, siteDayId, queue, shooting } = await openDay();
  const params = { params: { siteDayId } };
  const [called, waiting] = [randomUUID(), randomUUID()];
  accepted(await take(queue, called));
  accepted(await take(queue, waiting));
  for (let filled = 0; filled < 5; filled++) accepted(await take(queue));
  const tap = randomUUID();
  accepted(await callNext(shooting, tap));
  expect(await handlers.clearSiteLine(params, other)).toMatchObject({ refused: "not-found" });
  expect(accepted(await handlers.clearSiteLine(params, admin))).toMatchObject({
    called: 1,
    waiting: 0,
  });
  expect(accepted(await look(queue, called)).ticket).toMatchObject({ number: 1, state: "called" });
  expect(accepted(await look(queue, waiting))).toMatchObject({
    nowCalled: 1,
    ticket: { number: 2, state: "cleared" },
  });
  expect(accepted(await callNext(shooting))).toEqual({ number: null, nowCalled: 1, waiting: 0 });
  expect(accepted(await take(queue, waiting)).ticket).toMatchObject({
    number: 8,
    state: "waiting",
    aheadCount: 0,
  });
  expect(accepted(await take(queue, waiting)).ticket).toMatchObject({ number: 8 });
  expect(accepted(await callNext(shooting, tap)).number).toBe(1);
  expect(accepted(await callNext(shooting)).number).toBe(8);
  const entries = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `project:${projectId}`));
  expect(entries.at(-1)).toMatchObject({
    action: "site-line-cleared",
    details: { siteDay: siteDayId },
  });
  accepted(await handlers.endSiteDay(params, admin));
  expect(await handlers.clearSiteLine(params, admin)).toMatchObject({ refused: "site-day-ended" });
});

test("after the day's end the queue can still be read, but no number is issued", async () => {
  const { queue, siteDayId } = await openDay();
  const key = randomUUID();
  accepted(await take(queue, key));
  accepted(await handlers.endSiteDay({ params: { siteDayId } }, admin));
  expect(await take(queue)).toMatchObject({ refused: "site-day-ended" });
  expect(accepted(await look(queue, key))).toMatchObject({ isOpen: false, ticket: { number: 1 } });
  expect(await look("made-up")).toMatchObject({ refused: "site-link-ended" });
});
