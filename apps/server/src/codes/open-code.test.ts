import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { codeReadings, persons } from "../infra/db/schema/index.ts";
import { deleteOldCodes } from "./open-code.ts";
import { openCodeWorld } from "./testing/code-world.ts";

const { db, world, issue, verify, readingOf } = await openCodeWorld();
const dayMs = 86_400_000;
const forgetAfter = (days: number) =>
  deleteOldCodes(db, new Date(world.deps.clock().getTime() + days * dayMs));

test("deletes an unverified reading a day after it expires, and retains a verified one with its person", async () => {
  const account = await world.addAccount();
  const [unproven, proven] = [await readingOf(issue(), account), await readingOf(issue(), account)];
  await verify(proven, "002X", account);
  await forgetAfter(1);
  expect(await db.$count(codeReadings)).toBe(2);
  await forgetAfter(1.1);
  expect(await db.$count(codeReadings, eq(codeReadings.id, unproven))).toBe(0);
  expect(await db.$count(codeReadings, eq(codeReadings.id, proven))).toBe(1);
  expect(await db.$count(persons)).toBe(1);
});
