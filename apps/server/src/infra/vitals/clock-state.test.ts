import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { openTestDatabase } from "../../testing/resources.ts";
import { processes } from "../db/schema/index.ts";
import { endOnWrongClock, readClockState, waitForRightClock } from "./clock-state.ts";

const { db } = await openTestDatabase();
afterEach(async () => {
  await db.delete(processes);
});

const clockAhead = (ms: number) => () => new Date(Date.now() + ms);
async function addProcess(clockAheadMs: number, silentMs = 0): Promise<void> {
  const seenAt = new Date(Date.now() - silentMs);
  await db.insert(processes).values({
    id: randomUUID(),
    kind: "api",
    host: "other",
    startedAt: seenAt,
    seenAt,
    facts: { clockAheadMs },
  });
}

test("a clock beyond the tolerance counts as wrong if another process's clock is right", async () => {
  await addProcess(1_200_000);
  await addProcess(20);
  expect((await readClockState(db, clockAhead(1_200_000))).isOff).toBe(true);
  expect((await readClockState(db, clockAhead(-1_200_000))).isOff).toBe(true);
  const near = await readClockState(db, clockAhead(100_000));
  expect(near.isOff).toBe(false);
  expect(Math.abs((near.aheadMs ?? 0) - 100_000)).toBeLessThan(2000);
});

test("no process counts as wrong if all of them differ from the database's clock", async () => {
  await addProcess(1_200_000);
  await addProcess(20, 120_000);
  expect((await readClockState(db, clockAhead(1_200_000))).isOff).toBe(false);
});

test("a worker that shares the database's wrong clock does not make an API process count as wrong", async () => {
  await addProcess(1_200_000);
  await addProcess(1_200_000);
  await addProcess(20);
  expect((await readClockState(db, clockAhead(1_200_000))).isOff).toBe(false);
});

const right = { aheadMs: 3, isOff: false };
const wrong = { aheadMs: 1_200_000, isOff: true };
const states =
  (...all: (typeof right)[]) =>
  async () =>
    all.shift() ?? right;

test("a start waits until the clock is right and fails with an explanation if it stays wrong", async () => {
  const warned: unknown[] = [];
  const log = { warn: (words: unknown) => void warned.push(words) };
  await waitForRightClock(states(wrong, wrong), log, { forMs: 60_000, everyMs: 5 });
  expect(warned).toHaveLength(2);
  const waiting = waitForRightClock(async () => wrong, log, { forMs: 20, everyMs: 15 });
  await expect(waiting).rejects.toThrow("1200 s from the database's");
});

test("a process whose clock goes wrong is ended once", async () => {
  const ended: unknown[] = [];
  const stop = endOnWrongClock(states(right, wrong, wrong, wrong), (state) => ended.push(state), 5);
  await expect.poll(() => ended).toEqual([wrong]);
  stop();
});
