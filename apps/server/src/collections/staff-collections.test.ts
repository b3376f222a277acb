import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { consents } from "../infra/db/schema/index.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { schoolCollectionFile, staffCollectionHandlers } from "./for-school.ts";
import { openAttemptWorld } from "./testing/attempt-world.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
const handlers = staffCollectionHandlers(world.deps);
await world.addSchool();
await world.addSchool({ code: "10558", name: "中山大学" });
const { id: projectId } = await world.addProject();
const { id: foreignProject } = await world.addProject({ schoolCode: "10558" });
const schoolAdmin = staffCall(await world.addStaff("school-admin", "10559"), "school-admin", "10559");

test("pages contain no gap and no repeated row, even while rows are added", async () => {
  const made = [];
  for (let count = 0; count < 5; count++) {
    made.push((await world.addPaid(projectId, { person: `page-${count}` })).collectionId);
    if (count % 2) world.passTime(1000);
  }
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const query = { limit: 2, after, state: "paid" };
    const page = accepted(await handlers.listSchoolCollections({ query }, schoolAdmin));
    expect(() => routeDefinitions.listSchoolCollections.answers.parse(page)).not.toThrow();
    seen.push(...page.collections.map(({ collectionId }) => collectionId));
    after = page.next ?? undefined;
    world.passTime(1000);
    await world.addPaid(projectId, { person: randomUUID() });
  } while (after);
  expect(new Set(seen).size).toBe(seen.length);
  for (const id of made) expect(seen).toContain(id);
  const invalidCursor = { limit: 2, after: `1_${"-".repeat(36)}` };
  expect(routeDefinitions.listSchoolCollections.query.safeParse(invalidCursor).success).toBe(false);
});

test("school staff see only collections of their school, counted by state; staff without a school are refused", async () => {
  const foreign = await world.addPaid(foreignProject);
  const seen = accepted(await handlers.listSchoolCollections({ query: { limit: 100 } }, schoolAdmin));
  expect(seen.collections.map(({ collectionId }) => collectionId)).not.toContain(foreign.collectionId);
  const total = seen.counts.reduce((sum, { count }) => sum + count, 0);
  expect(total).toBe(seen.collections.length);
  expect(seen.counts.find(({ state }) => state === "completed")?.count).toBe(0);
  const withoutSchool = { ...schoolAdmin, caller: { ...schoolAdmin.caller, schoolCode: null } };
  expect(await handlers.listSchoolCollections({ query: { limit: 9 } }, withoutSchool)).toMatchObject({
    refused: "forbidden",
  });
});

test("without the student's consent to inform the school, the school sees the student only in counts", async () => {
  const { accountId, collectionId } = await world.addPaid(projectId, { person: randomUUID() });
  const ofStudent = and(eq(consents.accountId, accountId), eq(consents.purpose, "school"));
  const list = async () => accepted(await handlers.listSchoolCollections({ query: { limit: 100 } }, schoolAdmin));
  const isNamed = async (): Promise<boolean> =>
    (await list()).collections.some((row) => row.collectionId === collectionId);
  const total = async (): Promise<number> => (await list()).counts.reduce((sum, { count }) => sum + count, 0);
  const file = schoolCollectionFile(world.deps);
  const inFile = async (schoolCode: string | null): Promise<boolean> => {
    const scope = { schoolCode, department: null, filters: {}, now: world.deps.clock() };
    const { rows } = await file.page(scope, { limit: 1000 });
    return rows.some((row) => row.collectionId === collectionId);
  };
  expect([await isNamed(), await inFile("10559"), await inFile(null)]).toEqual([true, true, true]);
  const all = await total();
  await db.update(consents).set({ withdrawnAt: sql`granted_at` }).where(ofStudent);
  expect([await isNamed(), await inFile("10559"), await inFile(null)]).toEqual([false, false, true]);
  expect(await total()).toBe(all);
  await db.delete(consents).where(ofStudent);
  expect([await isNamed(), await inFile("10559")]).toEqual([false, false]);
});

describe("the search for a student of the own school", () => {
  const find = async (text: string, call = schoolAdmin) =>
    accepted(await handlers.findStudents({ body: { text } }, call)).students;
  const idsOf = (students: Awaited<ReturnType<typeof find>>) => students.map(({ collectionId }) => collectionId);

  test("finds a student by number or exact full name, in full, and records the search and each student", async () => {
    const { collectionId } = await world.addPaid(projectId, { person: "2023007700" });
    const [student] = await find(" 2023007700 ");
    expect(student).toMatchObject({
      collectionId,
      projectId,
      student: { name: "测试甲", studentNumber: "2023000001", department: "信息科学技术学院" },
    });
    expect(() => routeDefinitions.findStudents.answers.parse({ students: [student] })).not.toThrow();
    expect(idsOf(await find("测 试·甲"))).toContain(collectionId);
    expect(await find("测试")).toEqual([]);
    const { rows } = await pool.query(
      "select action from audit_entries where subject = $1 and action like 'student-%'",
      [`collection:${collectionId}`],
    );
    expect(rows).toEqual([{ action: "student-displayed" }, { action: "student-displayed" }]);
    const searches = await pool.query("select details from audit_entries where action = 'collections-searched'");
    expect(searches.rows).toHaveLength(3);
    expect(JSON.stringify(searches.rows)).not.toMatch(/2023007700|测试/);
  });

  test("finds nobody of another school, of another department, or without consent to inform the school", async () => {
    const { accountId, collectionId } = await world.addPaid(projectId, { person: "2023007701" });
    const otherSchool = staffCall(await world.addStaff("school-admin", "10558"), "school-admin", "10558");
    expect(await find("2023007701", otherSchool)).toEqual([]);
    expect(await find("测试甲", otherSchool)).toEqual([]);
    const inDepartment = (department: string) => ({
      ...schoolAdmin,
      caller: { ...schoolAdmin.caller, role: "department-admin" as const, department },
    });
    expect(await find("2023007701", inDepartment("管理学院"))).toEqual([]);
    expect(idsOf(await find("2023007701", inDepartment("信息科学技术学院")))).toEqual([collectionId]);
    await db.delete(consents).where(and(eq(consents.accountId, accountId), eq(consents.purpose, "school")));
    expect(await find("2023007701")).toEqual([]);
  });
});
