import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/contract/routes";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { isRefusal, type Refusal } from "../../infra/call.ts";
import { attempts, collections, doomedObjects, persons, retentionRuns } from "../../infra/db/schema/index.ts";
import { deleteDoomed } from "../../infra/object-store/kept-objects.ts";
import { createLocalDisk } from "../../infra/object-store/local-disk.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { openAttemptWorld, staffCall } from "../collections/testing/attempt-world.ts";
import { studentCall } from "../collections/testing/student-world.ts";
import { deleteEnded } from "./delete-ended.ts";
import { retentionHandlers } from "./routes.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
const needs = { ...world.needs, warn: () => {} };
const handlers = retentionHandlers(needs);
const objects = createLocalDisk(temporaryFolder("runs"));
const { clock } = needs;
const auditor = staffCall(await world.addStaff("auditor"), "auditor");
const answered = <T extends object>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};
const list = async () => {
  const answer = answered(await handlers.listRetentionRuns({ query: { limit: 100 } }, auditor));
  return routeDefinitions.listRetentionRuns.answers.parse(answer).runs;
};
const read = async (runId: string) => {
  const answer = answered(await handlers.readRetentionRun({ params: { runId } }, auditor));
  return routeDefinitions.readRetentionRun.answers.parse(answer);
};
const due = async () => answered(await handlers.readRetentionDue({}, auditor));

let first: string;
let second: string;

beforeAll(async () => {
  await world.addSchool();
  await world.addSchool({ code: "10558", name: "中山大学" });
  first = (await world.addProject()).id;
  second = (await world.addProject({ schoolCode: "10558" })).id;
});

/** A student with a photo whose time is over now. */
async function addEnded(projectId: string) {
  world.passTime(1000);
  const added = await world.addPaid(projectId, { person: randomUUID() });
  const attemptId = await world.addMade(added.collectionId);
  await db.update(attempts).set({ retainUntil: clock() }).where(eq(attempts.id, attemptId));
  return { ...added, attemptId };
}

test("a run leaves its record by project, which the audit log proves, and tells how many files are left until they are gone", async () => {
  for (const project of [first, first, second]) await addEnded(project);
  const [collection] = await db.select().from(collections).where(eq(collections.projectId, second));
  await db
    .update(persons)
    .set({ retainUntil: clock() })
    .where(eq(persons.id, collection?.personId ?? ""));
  expect(await deleteEnded(needs)).toBe(4);
  const [run] = await list();
  expect(run).toMatchObject({ cause: "ended", photos: 3, persons: 1, accounts: 0, faults: 0, filesLeft: 6 });
  expect(run).toMatchObject({ label: { en: "Done" }, tone: "success" });
  const whole = await read(run?.runId ?? "");
  expect(whole.projects).toEqual([
    expect.objectContaining({ projectId: second, schoolName: "中山大学", photos: 1, persons: 1 }),
    expect.objectContaining({ projectId: first, photos: 2, persons: 0 }),
  ]);
  expect(whole).toMatchObject({ proven: { photos: 3, persons: 1, accounts: 0 }, matches: true });
  const { rows } = await pool.query("select action, subject, details from audit where seq = $1", [whole.auditSeq]);
  expect(rows).toMatchObject([
    { action: "retention-run-ended", subject: `retention-run:${run?.runId}`, details: { faults: 0 } },
  ]);
  expect((await due()).filesLeft).toBe(6);
  await deleteDoomed({ db, clock, objects, warn: () => {} });
  expect((await list())[0]?.filesLeft).toBe(0);
});

test("a run that finds nothing to delete leaves no record", async () => {
  const before = (await list()).length;
  expect(await deleteEnded(needs)).toBe(0);
  expect(await list()).toHaveLength(before);
});

test("a record that says more than was done does not match what the audit log proves", async () => {
  const [run] = await list();
  await pool.query("update retention_counts set photos = photos + 1 where run_id = $1 and project_id = $2", [
    run?.runId,
    first,
  ]);
  expect(await read(run?.runId ?? "")).toMatchObject({ photos: 4, proven: { photos: 3 }, matches: false });
});

test("a row that cannot be deleted is counted as a fault, and the others are deleted", async () => {
  const [broken, fine] = [await addEnded(first), await addEnded(first)];
  await pool.query(
    `create function refuse_one() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
     create trigger refuse_one before update on attempts for each row when (old.id = '${broken.attemptId}') execute function refuse_one()`,
  );
  expect(await deleteEnded(needs)).toBe(1);
  await pool.query("drop trigger refuse_one on attempts");
  const [run] = await list();
  expect(run).toMatchObject({ photos: 1, faults: 1, tone: "danger" });
  const [row] = await db.select().from(attempts).where(eq(attempts.id, fine.attemptId));
  expect(row?.picturesDeletedAt).not.toBeNull();
  expect(await deleteEnded(needs)).toBe(1);
});

test("a run that was cut off counts what it had deleted, and says so", async () => {
  const runId = randomUUID();
  await db.insert(retentionRuns).values({ id: runId, cause: "ended", beganAt: clock() });
  expect(await read(runId)).toMatchObject({ endedAt: null, auditSeq: null, matches: true, label: { en: "Under way" } });
  world.passTime(3_600_001);
  expect(await read(runId)).toMatchObject({ tone: "warning" });
});

test("what a student asked to be deleted is a run of its own", async () => {
  world.passTime(1000);
  const { accountId, collectionId } = await world.addPaid(first, { person: randomUUID() });
  await world.addMade(collectionId);
  await pool.query("update collections set state = 'completed' where id = $1", [collectionId]);
  expect(answered(await handlers.deleteMyData({}, studentCall(accountId)))).toEqual({ deletedPictures: 1 });
  const [run] = await list();
  expect(run).toMatchObject({ cause: "asked", photos: 1, persons: 1, accounts: 1 });
  expect(await read(run?.runId ?? "")).toMatchObject({ matches: true });
});

test("what is due next is told by project, the soonest first, with what is overdue", async () => {
  const soon = await world.addPaid(second, { person: randomUUID() });
  const inAWeek = new Date(clock().getTime() + 7 * 86_400_000);
  await db.update(collections).set({ retainUntil: inAWeek }).where(eq(collections.id, soon.collectionId));
  await addEnded(first);
  const { projects } = routeDefinitions.readRetentionDue.answers.parse(await due());
  expect(projects[0]).toMatchObject({
    projectId: second,
    schoolName: "中山大学",
    nextAt: inAWeek.toISOString(),
    dueIn30Days: 1,
    overdue: 0,
  });
  expect(projects.find(({ projectId }) => projectId === first)).toMatchObject({ overdue: 1 });
  expect(await db.$count(doomedObjects)).toBeGreaterThan(0);
});

test("a run that never was is not found", async () => {
  for (const runId of [randomUUID(), "r-1"])
    expect(await handlers.readRetentionRun({ params: { runId } }, auditor)).toMatchObject({ refused: "not-found" });
});
