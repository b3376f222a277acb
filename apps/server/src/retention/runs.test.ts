import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq, getTableColumns } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import {
  attempts,
  collections,
  doomedObjects,
  persons,
  retentionRuns,
} from "../infra/db/schema/index.ts";
import { createLocalDisk } from "../infra/object-store/local-disk.ts";
import { deleteDueObjects } from "../infra/object-store/stored-objects.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, staffCall, studentCall } from "../testing/calls.ts";
import { openTestDatabase, temporaryFolder } from "../testing/resources.ts";
import { deleteEnded } from "./delete-ended.ts";
import { retentionHandlers } from "./routes.ts";
import { withoutFiles } from "./testing/retention-world.ts";

const { db, pool, owner } = await openTestDatabase();
const world = openAttemptWorld(db);
const deps = { ...world.deps, warn: () => {} };
const handlers = retentionHandlers({
  ...deps,
  leave: () => Promise.reject(new Error("Nobody leaves here")),
  refundOnLeaving: async () => 0,
  proofRefusal: async () => null,
  ...withoutFiles,
});
const objects = createLocalDisk(temporaryFolder("runs"));
const { clock } = deps;
const auditor = staffCall(await world.addStaff("auditor"), "auditor");
const list = async () => {
  const answer = accepted(await handlers.listRetentionRuns({ query: { limit: 100 } }, auditor));
  return routeDefinitions.listRetentionRuns.answers.parse(answer).runs;
};
const read = async (runId: string) => {
  const answer = accepted(await handlers.readRetentionRun({ params: { runId } }, auditor));
  return routeDefinitions.readRetentionRun.answers.parse(answer);
};
const due = async () => accepted(await handlers.readRetentionDue({}, auditor));

let first: string;
let second: string;

beforeAll(async () => {
  await world.addSchool();
  await world.addSchool({ code: "10558", name: "中山大学" });
  first = (await world.addProject()).id;
  second = (await world.addProject({ schoolCode: "10558" })).id;
});

/** Adds a student with a photo whose retention ends now. */
async function addEnded(projectId: string) {
  world.passTime(1000);
  const added = await world.addPaid(projectId, { person: randomUUID() });
  const attemptId = await world.addMade(added.collectionId);
  // An upload copies the end of retention from its collection, so both have the same.
  await db.update(attempts).set({ retainUntil: clock() }).where(eq(attempts.id, attemptId));
  await db
    .update(collections)
    .set({ retainUntil: clock() })
    .where(eq(collections.id, added.collectionId));
  return { ...added, attemptId };
}

test("a run has a record by project that matches the audit log, and counts the files left to delete", async () => {
  for (const project of [first, first, second]) await addEnded(project);
  const [collection] = await db.select().from(collections).where(eq(collections.projectId, second));
  await db
    .update(persons)
    .set({ retainUntil: clock() })
    .where(eq(persons.id, collection?.personId ?? ""));
  expect(await deleteEnded(deps)).toBe(4);
  const [run] = await list();
  expect(run).toMatchObject({
    cause: "ended",
    photos: 3,
    persons: 1,
    accounts: 0,
    faults: 0,
    filesLeft: 6,
  });
  expect(run).toMatchObject({ label: { en: "Done" }, tone: "success" });
  await checkAuditLog(db);
  const full = await read(run?.runId ?? "");
  expect(full.projects).toEqual([
    expect.objectContaining({ projectId: second, schoolName: "中山大学", photos: 1, persons: 1 }),
    expect.objectContaining({ projectId: first, photos: 2, persons: 0 }),
  ]);
  expect(full).toMatchObject({ proven: { photos: 3, persons: 1, accounts: 0 }, matches: true });
  const { rows } = await pool.query("select action, subject, details from audit where seq = $1", [
    full.auditSeq,
  ]);
  expect(rows).toMatchObject([
    {
      action: "retention-run-ended",
      subject: `retention-run:${run?.runId}`,
      details: { faults: 0 },
    },
  ]);
  expect((await due()).filesLeft).toBe(6);
  await deleteDueObjects({ db, clock, objects, warn: () => {} });
  expect((await list())[0]?.filesLeft).toBe(0);
});

test("a run without anything to delete creates no record", async () => {
  const start = (await list()).length;
  expect(await deleteEnded(deps)).toBe(0);
  expect(await list()).toHaveLength(start);
});

test("a record with more deletions than the audit log proves is reported as a mismatch", async () => {
  const [run] = await list();
  await pool.query(
    "update retention_counts set photos = photos + 1 where run_id = $1 and project_id = $2",
    [run?.runId, first],
  );
  expect(await read(run?.runId ?? "")).toMatchObject({
    photos: 4,
    proven: { photos: 3 },
    matches: false,
  });
});

test("a row that cannot be deleted is counted as a fault, and the other rows are deleted", async () => {
  const [broken, fine] = [await addEnded(first), await addEnded(first)];
  await owner.query(
    `create function refuse_one() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
     create trigger refuse_one before update on attempts for each row when (old.id = '${broken.attemptId}') execute function refuse_one()`,
  );
  expect(await deleteEnded(deps)).toBe(1);
  await owner.query("drop function refuse_one cascade");
  const [run] = await list();
  expect(run).toMatchObject({ photos: 1, faults: 1, tone: "danger" });
  const [row] = await db.select().from(attempts).where(eq(attempts.id, fine.attemptId));
  expect(row?.picturesDeletedAt).not.toBeNull();
  expect(await deleteEnded(deps)).toBe(1);
});

/** Adds `count` photos of one student whose retention has ended. */
async function addEndedPhotos(projectId: string, count: number) {
  const { attemptId } = await addEnded(projectId);
  const { queueNumber: _, ...columns } = getTableColumns(attempts);
  const [row] = await db.select(columns).from(attempts).where(eq(attempts.id, attemptId));
  if (!row) throw new Error("the photo is lost");
  await db.insert(attempts).values(
    Array.from({ length: count }, (_, more) => {
      const id = randomUUID();
      return {
        ...row,
        id,
        number: row.number + 1 + more,
        originalKey: `o/${id}`,
        photoKey: `p/${id}`,
      };
    }),
  );
  return attemptId;
}

test("rows past retention are deleted in batches until none is left, and a failing row is tried once", async () => {
  const broken = await addEndedPhotos(first, 450);
  await owner.query(
    `create function refuse_one() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
     create trigger refuse_one before update on attempts for each row when (old.id = '${broken}') execute function refuse_one()`,
  );
  const start = (await list()).length;
  expect(await deleteEnded(deps)).toBe(450);
  await owner.query("drop function refuse_one cascade");
  const runs = (await list()).slice(0, -start);
  expect(runs.map(({ photos }) => photos).reduce((sum, photos) => sum + photos, 0)).toBe(450);
  expect(runs.reduce((sum, { faults }) => sum + faults, 0)).toBe(1);
  expect(runs.length).toBeGreaterThan(1);
  expect(await deleteEnded(deps)).toBe(1);
});

test("a stopping process finishes its batch, and the next process continues", async () => {
  await addEndedPhotos(first, 450);
  expect(await deleteEnded(deps, AbortSignal.abort())).toBe(200);
  expect(await deleteEnded(deps)).toBe(251);
});

test("an interrupted run lists what it deleted and is marked as unfinished", async () => {
  const runId = randomUUID();
  await db.insert(retentionRuns).values({ id: runId, cause: "ended", beganAt: clock() });
  expect(await read(runId)).toMatchObject({
    endedAt: null,
    auditSeq: null,
    matches: true,
    label: { en: "Under way" },
  });
  world.passTime(3_600_001);
  expect(await read(runId)).toMatchObject({ tone: "warning" });
});

test("a deletion requested by a student has a run of its own", async () => {
  world.passTime(1000);
  const { accountId, collectionId } = await world.addPaid(first, { person: randomUUID() });
  await world.addMade(collectionId);
  await pool.query("update collections set state = 'completed' where id = $1", [collectionId]);
  expect(accepted(await handlers.deleteMyData({}, studentCall(accountId)))).toEqual({
    deletedPictures: 1,
    refundFen: 0,
    later: 0,
  });
  const [run] = await list();
  expect(run).toMatchObject({ cause: "requested", photos: 1, persons: 1, accounts: 1 });
  expect(await read(run?.runId ?? "")).toMatchObject({ matches: true });
});

test("upcoming deletions are listed by project, overdue ones first, then the soonest", async () => {
  const soon = await world.addPaid(second, { person: randomUUID() });
  const inAWeek = new Date(clock().getTime() + 7 * 86_400_000);
  await db
    .update(collections)
    .set({ retainUntil: inAWeek })
    .where(eq(collections.id, soon.collectionId));
  const third = (await world.addProject({ graduationYear: 2031 })).id;
  await addEnded(third);
  const { projects } = routeDefinitions.readRetentionDue.answers.parse(await due());
  expect(projects[0]).toMatchObject({ projectId: third, nextAt: null, dueIn30Days: 0, overdue: 1 });
  expect(projects[1]).toMatchObject({
    projectId: second,
    schoolName: "中山大学",
    nextAt: inAWeek.toISOString(),
    dueIn30Days: 1,
    overdue: 0,
  });
  expect(await deleteEnded(deps)).toBe(1);
  const after = routeDefinitions.readRetentionDue.answers.parse(await due());
  expect(after.projects.map(({ projectId }) => projectId)).not.toContain(third);
  expect(await db.$count(doomedObjects)).toBeGreaterThan(0);
});

test("an unknown run is not found", async () => {
  const params = { runId: randomUUID() };
  expect(await handlers.readRetentionRun({ params }, auditor)).toMatchObject({
    refused: "not-found",
  });
});
