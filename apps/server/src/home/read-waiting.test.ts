import { randomUUID } from "node:crypto";
import { waitingRoles } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Call } from "../core/call.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import {
  collections,
  configurationChanges,
  consents,
  expectedNumbers,
  exports,
  identityEvidence,
  messages,
  projects,
  registryBatches,
  staff,
} from "../infra/db/schema/index.ts";
import { openProjectWorld } from "../projects/testing/project-world.ts";
import { staffCall } from "../testing/calls.ts";
import { readWaiting, waitingStatement } from "./read-waiting.ts";

const { db, world, create, operator, admin, other } = await openProjectWorld();
const configuration = createConfiguration();
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const rowsFor = async (call: Call) => {
  const answer = await readWaiting({ db, clock: world.deps.clock, configuration }, call);
  expect(() => routeDefinitions.readWaiting.answers.parse(answer)).not.toThrow();
  return answer.waiting.filter(({ count }) => count > 0);
};
const waiting = async (call = operator) =>
  Object.fromEntries(
    (await rowsFor(call)).map(({ kind, count, oldestS }) => [kind, [count, oldestS]]),
  );
const inDays = (days: number): Date => new Date(world.deps.clock().getTime() + days * dayMs);

/** Adds a submission in review that is due in `dueInHours` hours. */
const submitted = async (dueInHours: number) => {
  const { projectId } = await create();
  const { collectionId } = await world.addPaid(projectId);
  const attempt = await world.addMade(collectionId);
  await world.move(collectionId, "submit", "student", { attempt });
  const submittedAt = world.deps.clock();
  const reviewDueAt = new Date(submittedAt.getTime() + dueInHours * hourMs);
  const row = { submittedAttemptId: attempt, submittedAt, reviewDueAt };
  await db.update(collections).set(row).where(eq(collections.id, collectionId));
  return collectionId;
};

test("every kind of waiting work is listed in the page's order, even with a count of zero", async () => {
  const { waiting: all } = await readWaiting(
    { db, clock: world.deps.clock, configuration },
    operator,
  );
  expect(all.length).toBeGreaterThan(10);
  expect(all.every(({ count, oldestS }) => count === 0 && oldestS === null)).toBe(true);
});

test("reviews count as waiting, due today and overdue, with the age of the oldest", async () => {
  await submitted(48);
  await submitted(1);
  world.passTime(2 * hourMs);
  expect(await waiting()).toMatchObject({
    reviews: [2, 2 * 3600],
    "reviews-overdue": [1, 3600],
  });
});

test("unconfirmed staff changes and batches refused by the registry are counted", async () => {
  const [now, id] = [world.deps.clock(), world.deps.ids];
  const unconfirmedBy = await world.addStaff("operator");
  const unconfirmed = { unconfirmedBy, unconfirmedAt: now, unconfirmedAct: "changed" as const };
  await db
    .update(staff)
    .set(unconfirmed)
    .where(eq(staff.id, await world.addStaff("finance")));
  await db.insert(registryBatches).values([
    { id: id(), state: "queued", tries: 3, createdAt: now },
    { id: id(), state: "queued", tries: 1, createdAt: now },
  ]);
  world.passTime(hourMs);
  expect(await waiting()).toMatchObject({
    "staff-unconfirmed": [1, 3600],
    "batches-refused": [1, 3600],
  });
  expect(await db.$count(messages)).toBe(0);
  expect(
    await waiting(staffCall(unconfirmedBy, "operator")),
    "the operator who made the change",
  ).not.toHaveProperty("staff-unconfirmed");
});

test("a proposed setting waits for operators other than its proposer, a proposed spec for nobody", async () => {
  const row = {
    id: world.deps.ids(),
    item: "hotline",
    subject: "",
    before: "000",
    value: "001",
  } as const;
  const why = world.deps.sealer.seal("测试", {
    column: "configuration_changes.why",
    rowId: row.id,
  });
  const proposed = { proposedBy: await world.addStaff("operator"), proposedAt: world.deps.clock() };
  const spec = { id: world.deps.ids(), item: "photo-spec" } as const;
  await db.insert(configurationChanges).values([
    { ...row, ...proposed, why, state: "proposed" },
    { ...row, ...spec, ...proposed, why, state: "proposed" },
  ]);
  expect(await waiting()).toMatchObject({ "configuration-proposed": [1, 0] });
  expect(await waiting(staffCall(proposed.proposedBy, "operator"))).not.toHaveProperty(
    "configuration-proposed",
  );
  await db.delete(configurationChanges);
});

test("a school sees only its own draft projects, and an operator those that open within a week", async () => {
  const confirmed = await db.update(projects).set({ confirmedAt: world.deps.clock() }).returning();
  expect(confirmed.length).toBeGreaterThan(0);
  const { projectId } = await create();
  await db
    .update(projects)
    .set({ opensAt: inDays(30), closesAt: inDays(60) })
    .where(eq(projects.id, projectId));
  expect(await rowsFor(admin)).toMatchObject([
    { kind: "drafts", count: 1, oldestS: null, place: "/projects" },
  ]);
  expect(await rowsFor(other)).toEqual([]);
  expect(await waiting()).not.toHaveProperty("projects-unconfirmed");
  world.passTime(25 * dayMs);
  expect(await waiting()).toMatchObject({ "projects-unconfirmed": [1, null] });
  await db.delete(projects).where(eq(projects.id, projectId));
});

test("a project that closes within a week lists how many expected students have not started, to its school", async () => {
  const project = await world.addProject({
    graduationYear: 2090,
    opensAt: inDays(-9),
    closesAt: inDays(6),
  });
  await world.addProject({ graduationYear: 2091, opensAt: inDays(-9), closesAt: inDays(6) });
  const later = await world.addProject({
    graduationYear: 2092,
    opensAt: inDays(-9),
    closesAt: inDays(8),
  });
  for (const projectId of [project.id, later.id]) {
    const everywhere = { department: "", major: "", class: "" };
    await db.insert(expectedNumbers).values({ projectId, ...everywhere, expected: 5 });
  }
  await world.addPaid(project.id);
  expect(await rowsFor(admin)).toMatchObject([
    {
      kind: "closing-soon",
      count: 4,
      oldestS: null,
      place: `/projects/${project.id}?tab=missing`,
      project: { zh: "普通本科 2090" },
    },
  ]);
  expect(await rowsFor(other)).toEqual([]);
  await db
    .insert(expectedNumbers)
    .values({ projectId: project.id, department: "文 学院", major: "", class: "", expected: 3 });
  const literature = staffCall(randomUUID(), "department-admin", admin.caller.schoolCode, "文学院");
  expect(await rowsFor(literature)).toMatchObject([{ kind: "closing-soon", count: 3 }]);
  expect(
    await rowsFor(staffCall(randomUUID(), "department-admin", admin.caller.schoolCode, "法学院")),
  ).toEqual([]);
  await db.delete(expectedNumbers).where(eq(expectedNumbers.department, "文 学院"));
  world.passTime(6 * dayMs);
  expect(await waiting(admin)).toMatchObject({ "closing-soon": [5, null] });
  world.passTime(2 * dayMs);
  expect(await rowsFor(admin)).toEqual([]);
});

test("students in an identity check are listed by project, only to their school, until it has their evidence", async () => {
  const [project, otherProject] = [
    await world.addProject({ graduationYear: 2094 }),
    await world.addProject({ graduationYear: 2095 }),
  ];
  const inCheck = async (projectId: string, person: string) => {
    const { collectionId, accountId } = await world.addPaid(projectId, { person });
    await db
      .update(collections)
      .set({ state: "identity_check" })
      .where(eq(collections.id, collectionId));
    return { collectionId, accountId };
  };
  const { collectionId } = await inCheck(project.id, "a");
  await inCheck(project.id, "b");
  await inCheck(otherProject.id, "c");
  const withoutConsent = await inCheck(otherProject.id, "d");
  await db
    .update(consents)
    .set({ withdrawnAt: world.deps.clock() })
    .where(eq(consents.accountId, withoutConsent.accountId));
  await db.insert(identityEvidence).values({
    ...{
      collectionId,
      kind: "statement",
      objectKey: "e/1",
      objectSha256: "0".repeat(64),
      fileType: "jpg",
    },
    grantedAt: world.deps.clock(),
  });
  world.passTime(hourMs);
  const kindOf = async (call: Call) =>
    (await rowsFor(call))
      .map(({ kind, count, oldestS, place }) => [kind, count, Math.round(oldestS ?? 0), place])
      .sort();
  expect(await kindOf(admin)).toEqual(
    [
      ["identity-evidence-submitted", 1, 3600, `/projects/${project.id}?tab=identity`],
      ["identity-evidence-missing", 1, 3600, `/projects/${project.id}?tab=identity`],
      ["identity-evidence-missing", 1, 3600, `/projects/${otherProject.id}?tab=identity`],
    ].sort(),
  );
  expect(await kindOf(other)).toEqual([]);
  await db.update(identityEvidence).set({ takenAt: world.deps.clock() });
  expect((await kindOf(admin)).map(([kind]) => kind)).not.toContain("identity-evidence-submitted");
  await db.update(collections).set({ state: "completed" });
});

test("an interrupted export is listed only to the person and post that requested it, until it expires", async () => {
  const colleague = staffCall(
    await world.addStaff("school-admin", "10559"),
    "school-admin",
    "10559",
  );
  const row = {
    kind: "school-collections",
    format: "csv",
    language: "zh",
    filters: {},
    rowsTotal: 9,
  } as const;
  const times = { createdAt: world.deps.clock(), expiresAt: inDays(1) };
  const of = { staffId: admin.caller.staffId ?? "", schoolCode: "10559" };
  await db.insert(exports).values(
    (["interrupted", "outdated", "done", "ready"] as const).map((state) => ({
      ...{ ...row, ...of, ...times, state, id: world.deps.ids() },
    })),
  );
  expect(await rowsFor(admin)).toMatchObject([
    { kind: "exports-broken", count: 2, place: "/exports" },
  ]);
  expect(await rowsFor(colleague)).toEqual([]);
  const atOtherSchool = staffCall(of.staffId, "school-admin", "10558");
  expect(await rowsFor(atOtherSchool)).toEqual([]);
  world.passTime(2 * dayMs);
  expect(await rowsFor(admin)).toEqual([]);
});

/** Tables that grow with every student or every day. */
const bigTables = [
  ...[
    "accounts",
    "attempts",
    "collections",
    "consents",
    "exports",
    "identity_evidence",
    "messages",
    "orders",
  ],
  ...["persons", "refunds", "registry_batches", "registry_items", "review_tasks"],
  ...["service_case_hand_overs", "service_cases"],
];
const plan = z.array(z.object({ "QUERY PLAN": z.string() }));

test.each(waitingRoles)("the waiting work of a %s is read through indexes", async (role) => {
  const call = staffCall(world.deps.ids(), role, role === "school-admin" ? "10559" : null);
  const settings = await configuration.read(db);
  const lines = await db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    const { rows } = await tx.execute(
      sql`explain ${waitingStatement(world.deps.clock(), call, settings)}`,
    );
    return plan.parse(rows).map((row) => row["QUERY PLAN"]);
  });
  expect(lines.length).toBeGreaterThan(0);
  for (const table of bigTables)
    expect(lines.join("\n")).not.toMatch(new RegExp(`Seq Scan on ${table}\\b`));
});
