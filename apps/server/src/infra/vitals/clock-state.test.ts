import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { openTestDatabase } from "../../testing/test-database.ts";
import { processes } from "../db/schema/index.ts";
import { readClockState } from "./clock-state.ts";

const { db } = await openTestDatabase();
afterEach(async () => {
  await db.delete(processes);
});

const clockAhead = (ms: number) => () => new Date(Date.now() + ms);
async function addProcess(clockAheadMs: number, silentMs = 0): Promise<void> {
  const seenAt = new Date(Date.now() - silentMs);
  await db
    .insert(processes)
    .values({ id: randomUUID(), kind: "api", host: "other", startedAt: seenAt, seenAt, facts: { clockAheadMs } });
}

test("a clock that is off by more than signatures bear is ours while another process is right", async () => {
  await addProcess(1_200_000);
  await addProcess(20);
  expect((await readClockState(db, clockAhead(1_200_000))).isOff).toBe(true);
  expect((await readClockState(db, clockAhead(-1_200_000))).isOff).toBe(true);
  const near = await readClockState(db, clockAhead(100_000));
  expect(near.isOff).toBe(false);
  expect(Math.abs((near.aheadMs ?? 0) - 100_000)).toBeLessThan(2000);
});

test("where every process is off it is the database's clock, and nobody leaves", async () => {
  await addProcess(1_200_000);
  await addProcess(20, 120_000);
  expect((await readClockState(db, clockAhead(1_200_000))).isOff).toBe(false);
});
