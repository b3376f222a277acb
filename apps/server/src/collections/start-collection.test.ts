import { randomUUID } from "node:crypto";
import { type OwnPhotoSpecId, photoSpecOf, storedOwnSpec } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { isRefusal } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import type { ProjectRow } from "../core/project/present-project.ts";
import {
  collectionHistory,
  collections,
  events,
  persons,
  projects,
} from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { collectionHandlers } from "./routes.ts";
import { daysFromStart, openStudentWorld } from "./testing/student-world.ts";

const { db, pool } = await openTestDatabase();
const world = openStudentWorld(db);
const handlers = collectionHandlers(world.deps);
let project: ProjectRow;

beforeAll(async () => {
  await world.addSchool();
  project = await world.addProject({
    fileMinBytes: 25_000,
    fileMaxBytes: 39_000,
    photoMaxAgeDays: 180,
  });
});

const start = (readingId: string, accountId: string, by = handlers) =>
  by.startCollection({ body: { readingId, noPhotoYet: true } }, studentCall(accountId));

const begin = async (code: string, accountId: string, by = handlers) =>
  start(await world.addVerifiedReading(accountId, project.id, code), accountId, by);

const started = async (code: string, accountId: string, by = handlers) =>
  accepted(await begin(code, accountId, by));

const rowOf = async (id: string) =>
  (await db.select().from(collections).where(eq(collections.id, id)))[0];

describe("a started collection", () => {
  test("waits for payment, shows its student masked, and matches the API contract", async () => {
    const account = await world.addAccount();
    const answer = await started("code-1", account);
    expect(answer).toMatchObject({
      state: "verified",
      label: { zh: "待支付" },
      tone: "warning",
      final: false,
      feeFen: 2500,
      student: { nameMasked: "测**", studentNumberMasked: "*******001", className: null },
      history: [{ move: "start", state: "verified", byLabel: { zh: "学生" }, reason: null }],
      moves: [{ move: "leave" }, { move: "correct-identity" }],
    });
    expect(routeDefinitions.startCollection.answers.parse(answer)).toEqual(answer);
    expect(JSON.stringify(answer)).not.toMatch(/测试甲|2023000001/);
    expect(
      await handlers.readCollection(
        { params: { collectionId: answer.collectionId } },
        studentCall(account),
      ),
    ).toEqual(answer);
    const list = await handlers.listCollections({}, studentCall(account));
    expect(list).toMatchObject({
      collections: [{ collectionId: answer.collectionId, schoolName: "暨南大学" }],
    });
  });

  test("retains photo spec and fee when the project changes", async () => {
    const account = await world.addAccount();
    const { collectionId } = await started("code-2", account);
    await pool.query("update projects set fee_fen = 9900, spec_id = 'chsi-white' where id = $1", [
      project.id,
    ]);
    expect(
      await handlers.readCollection({ params: { collectionId } }, studentCall(account)),
    ).toMatchObject({
      feeFen: 2500,
    });
    // The frozen spec omits texts, which do not affect how photos are made.
    const { name: _, source: __, ...spec } = photoSpecOf("chsi-blue");
    const row = await rowOf(collectionId);
    expect(row?.specId).toBe("chsi-blue");
    expect(row?.spec).toEqual({
      ...spec,
      file: { ...spec.file, minBytes: 25_000, maxBytes: 39_000 },
      limits: { ...spec.limits, "capture-date": { warn: { max: 180 } } },
    });
    await pool.query("update projects set fee_fen = 2500, spec_id = 'chsi-blue' where id = $1", [
      project.id,
    ]);
  });

  test("keeps the spec of a file as the project began with it, after the file changed or is gone", async () => {
    const specId: OwnPhotoSpecId = `chsi-blue.${randomUUID()}`;
    const withFile = (maxScale: number) => {
      const specs = [storedOwnSpec(specId, { ...photoSpecOf("chsi-blue"), maxScale })];
      return collectionHandlers({ ...world.deps, specFiles: { specs, faults: [] } });
    };
    await db.update(projects).set({ specId }).where(eq(projects.id, project.id));
    const account = await world.addAccount();
    expect(await begin("code-own-1", account)).toEqual({
      refused: "photo-spec-missing",
      details: {},
    });
    const previous = await started("code-own-2", await world.addAccount(), withFile(1.5));
    const changed = await started("code-own-3", await world.addAccount(), withFile(3));
    const afterDeletion = await started("code-own-4", await world.addAccount());
    for (const { collectionId } of [previous, changed, afterDeletion])
      expect(await rowOf(collectionId)).toMatchObject({
        specId,
        spec: { id: specId, maxScale: 1.5, file: { minBytes: 25_000 } },
      });
    await pool.query("update projects set spec_id = 'chsi-blue' where id = $1", [project.id]);
  });

  test("starts by a spec that operators confirmed before specs were files", async () => {
    const specId: OwnPhotoSpecId = `chsi-blue.${randomUUID()}`;
    const own = { ...photoSpecOf("chsi-blue"), maxScale: 1.5, draftedFrom: "chsi-blue" };
    await confirmSetting(db, world.deps, "photo-spec", own, specId);
    await db.update(projects).set({ specId }).where(eq(projects.id, project.id));
    const { collectionId } = await started("code-own-5", await world.addAccount());
    expect(await rowOf(collectionId)).toMatchObject({ spec: { id: specId, maxScale: 1.5 } });
    await pool.query("update projects set spec_id = 'chsi-blue' where id = $1", [project.id]);
  });

  test("writes an event and an audit entry, and stores the person for the project's retention period", async () => {
    const account = await world.addAccount();
    const { collectionId } = await started("code-3", account);
    const storedEvents = await db.select().from(events).where(eq(events.subjectId, collectionId));
    expect(storedEvents).toMatchObject([
      { kind: "collection-moved", payload: { move: "start", to: "verified" } },
    ]);
    const { rows } = await pool.query("select actor from audit_entries where subject = $1", [
      `collection:${collectionId}`,
    ]);
    expect(rows).toEqual([{ actor: `student:${account}` }]);
    expect(await checkAuditLog(db)).toMatchObject({ intact: true });
    const row = await rowOf(collectionId);
    const [person] = await db
      .select()
      .from(persons)
      .where(eq(persons.id, row?.personId ?? ""));
    expect(person?.retainUntil).toEqual(daysFromStart(90 + 365));
  });
});

describe("starting a collection", () => {
  test("refuses another account's reading and an unknown reading", async () => {
    const [owner, stranger] = [await world.addAccount(), await world.addAccount()];
    const readingId = await world.addVerifiedReading(owner, project.id, "code-4");
    for (const id of [readingId, randomUUID()])
      expect(await start(id, stranger)).toEqual({ refused: "not-found", details: {} });
  });

  test("refuses a reading whose last four characters are not verified", async () => {
    const account = await world.addAccount();
    const readingId = await world.addVerifiedReading(account, project.id, "code-5");
    await db.delete(persons).where(eq(persons.id, readingId));
    expect(await start(readingId, account)).toMatchObject({ refused: "last-four-missing" });
  });

  test("refuses a start when the project closed in the meantime", async () => {
    const account = await world.addAccount();
    const closingProject = await world.addProject({
      educationCategory: "adult",
      closesAt: daysFromStart(0),
    });
    const readingId = await world.addVerifiedReading(account, closingProject.id, "code-6");
    expect(await start(readingId, account)).toEqual({
      refused: "project-closed",
      details: { closesAt: daysFromStart(0).toISOString() },
    });
  });

  test("refuses a code or a person with an existing collection, from either account", async () => {
    const [owner, otherAccount] = [await world.addAccount(), await world.addAccount()];
    await started("code-7", owner);
    const read = (account: string, code: string) =>
      world.addVerifiedReading(account, project.id, code, "code-7");
    expect(await start(await read(otherAccount, "code-7"), otherAccount)).toMatchObject({
      refused: "code-used-by-other",
    });
    expect(await start(await read(otherAccount, "code-7-new"), otherAccount)).toMatchObject({
      refused: "code-used-by-other",
    });
    expect(await start(await read(owner, "code-7-new"), owner)).toMatchObject({
      refused: "code-already-collected",
    });
  });

  test("refuses a reading after half an hour", async () => {
    const account = await world.addAccount();
    const readingId = await world.addVerifiedReading(account, project.id, "code-8");
    world.passTime(30 * 60_000);
    expect(await start(readingId, account)).toMatchObject({ refused: "reading-expired" });
  });
});

test("when several accounts start with the same code in parallel, one succeeds and the others are refused", async () => {
  const accounts = await Promise.all(Array.from({ length: 8 }, () => world.addAccount()));
  const readings = await Promise.all(
    accounts.map((id) => world.addVerifiedReading(id, project.id, "code-9")),
  );
  const answers = await Promise.all(
    accounts.map((account, index) => start(readings[index] ?? "", account)),
  );
  expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
  expect(answers.filter(isRefusal).map(({ refused }) => refused)).toEqual(
    Array(7).fill("code-used-by-other"),
  );
});

test("when several accounts start for one person with different codes in parallel, one succeeds", async () => {
  const accounts = await Promise.all(Array.from({ length: 6 }, () => world.addAccount()));
  const readings = await Promise.all(
    accounts.map((id, index) =>
      world.addVerifiedReading(id, project.id, `code-10-${index}`, "same person"),
    ),
  );
  const answers = await Promise.all(
    accounts.map((account, index) => start(readings[index] ?? "", account)),
  );
  expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
});

test("a repeated start returns the same collection, and only to its own account", async () => {
  const account = await world.addAccount();
  const readingId = await world.addVerifiedReading(account, project.id, "code-lost");
  const first = await start(readingId, account);
  expect(isRefusal(first)).toBe(false);
  expect(await start(readingId, account)).toEqual(first);
  expect(await start(readingId, await world.addAccount())).toMatchObject({ refused: "not-found" });
});

test("after a closed collection the same person can start again only with a new code", async () => {
  const account = await world.addAccount();
  const { collectionId } = await started("code-11", account);
  await db.transaction((tx) =>
    moveCollection(tx, world.deps.clock, {
      collectionId,
      move: "expire",
      actor: { role: "system", id: null },
      details: {},
    }),
  );
  const repeated = await world.addVerifiedReading(account, project.id, "code-11");
  expect(await start(repeated, account)).toMatchObject({ refused: "code-already-collected" });
  const fresh = await world.addVerifiedReading(account, project.id, "code-11-new", "code-11");
  expect(await start(fresh, account)).toMatchObject({ state: "verified" });
});

test("a student can neither read nor list another student's collection", async () => {
  const [owner, stranger] = [await world.addAccount(), await world.addAccount()];
  const { collectionId } = await started("code-12", owner);
  for (const id of [collectionId, randomUUID()])
    expect(
      await handlers.readCollection({ params: { collectionId: id } }, studentCall(stranger)),
    ).toEqual({
      refused: "not-found",
      details: {},
    });
  expect(await handlers.listCollections({}, studentCall(stranger))).toEqual({ collections: [] });
});

test("the history contains one row for each event", async () => {
  const lines = await db.select().from(collectionHistory);
  expect(lines).toHaveLength((await db.select().from(events)).length);
});
