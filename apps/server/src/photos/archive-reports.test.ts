import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { readReport } from "../core/attempt/read-report.ts";
import { attemptFindings, attempts, doomedObjects } from "../infra/db/schema/index.ts";
import { createLocalDisk } from "../infra/object-store/local-disk.ts";
import { ObjectStoreError } from "../infra/object-store/object-store.ts";
import { openTestDatabase, temporaryFolder } from "../testing/resources.ts";
import { archiveReports } from "./archive-reports.ts";

const { db } = await openTestDatabase();
const world = openAttemptWorld(db);
const { clock } = world.deps;
const objects = createLocalDisk(temporaryFolder("reports"));
const deps = { db, clock, ids: randomUUID, objects, warn: () => {} };
await world.addSchool();
const { id: projectId } = await world.addProject();

const dayMs = 24 * 3_600_000;
/**
 * Dependencies with a later clock. The clock of `deps` is fixed, but each move is dated slightly later than the
 * previous one.
 */
const later = { ...deps, clock: () => new Date(clock().getTime() + dayMs + 1000) };

async function addEnded() {
  const approved = await world.addApproved(projectId, {
    blur: { verdict: "warn", value: 11 },
    dark: "pass",
  });
  const previous = await rowOf(approved.attemptId);
  await world.move(approved.collectionId, "queue-upload", "system");
  await world.move(approved.collectionId, "accepted", "system", { receipt: "R" });
  return { ...approved, before: previous };
}

async function rowOf(attemptId: string) {
  const [row] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  if (!row) throw new Error("The attempt is gone");
  return row;
}
const findingsOf = (attemptId: string) =>
  db
    .select()
    .from(attemptFindings)
    .where(eq(attemptFindings.attemptId, attemptId))
    .orderBy(attemptFindings.checkId);

test("archives a report to the object store a day after its collection ends, and retains its values in the database", async () => {
  const { attemptId, before: previous } = await addEnded();
  const findings = await findingsOf(attemptId);
  expect(findings).toHaveLength(2);
  expect(await archiveReports(deps)).toBe(0);
  expect(await archiveReports(later)).toBe(1);
  const row = await rowOf(attemptId);
  expect(row).toMatchObject({
    verdict: previous.verdict,
    report: { ...previous.report, findings: [] },
  });
  expect(row.reportKey).toMatch(/^reports\//);
  expect(await readReport(objects, row)).toEqual(previous.report);
  expect(await findingsOf(attemptId)).toEqual(findings);
  expect(await db.select().from(doomedObjects)).toEqual([]);
  expect(await archiveReports(later)).toBe(0);
});

test("does not archive reports of open collections, and retries after an object store failure", async () => {
  const openCollection = await world.addApproved(projectId, { blur: "pass" });
  const { attemptId } = await addEnded();
  const unavailable = { ...objects, put: () => Promise.reject(new ObjectStoreError("away")) };
  expect(await archiveReports({ ...later, objects: unavailable })).toBe(0);
  expect((await rowOf(attemptId)).reportKey).toBeNull();
  expect(await archiveReports(later)).toBe(1);
  expect((await rowOf(attemptId)).reportKey).not.toBeNull();
  expect((await rowOf(openCollection.attemptId)).reportKey).toBeNull();
});

test("deletes the values together with the report, archived or not", async () => {
  const { attemptId } = await addEnded();
  expect(await archiveReports(later)).toBe(1);
  await db
    .update(attempts)
    .set({ report: null, pictureHash: null, picturesDeletedAt: clock() })
    .where(eq(attempts.id, attemptId));
  expect(await findingsOf(attemptId)).toEqual([]);
  expect(await readReport(objects, await rowOf(attemptId))).toBeNull();
});
