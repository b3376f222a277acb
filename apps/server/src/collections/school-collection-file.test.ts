import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { consents } from "../infra/db/schema/index.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { schoolCollectionFile, staffCollectionHandlers } from "./school-collection-file.ts";
import { openAttemptWorld } from "./testing/attempt-world.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
const handlers = staffCollectionHandlers(world.deps);
await world.addSchool();
await world.addSchool({ code: "10558", name: "中山大学" });
const { id: projectId } = await world.addProject();
const schoolAdmin = staffCall(
  await world.addStaff("school-admin", "10559"),
  "school-admin",
  "10559",
);

const find = async (text: string, call = schoolAdmin) =>
  accepted(await handlers.findStudents({ body: { text } }, call)).students;

test("without the student's consent to inform the school, the school neither finds nor exports the student", async () => {
  const number = randomUUID();
  const { accountId, collectionId } = await world.addPaid(projectId, { person: number });
  const ofStudent = and(eq(consents.accountId, accountId), eq(consents.purpose, "school"));
  const isNamed = async (): Promise<boolean> =>
    (await find(number)).some((match) => match.collectionId === collectionId);
  const file = schoolCollectionFile(world.deps);
  const inFile = async (schoolCode: string | null): Promise<boolean> => {
    const scope = { schoolCode, department: null, filters: {}, now: world.deps.clock() };
    const { rows } = await file.page(scope, { limit: 1000 });
    return rows.some((row) => row.collectionId === collectionId);
  };
  expect([await isNamed(), await inFile("10559"), await inFile(null)]).toEqual([true, true, true]);
  await db.update(consents).set({ withdrawnAt: sql`granted_at` }).where(ofStudent);
  expect([await isNamed(), await inFile("10559"), await inFile(null)]).toEqual([
    false,
    false,
    true,
  ]);
  await db.delete(consents).where(ofStudent);
  expect([await isNamed(), await inFile("10559")]).toEqual([false, false]);
});

describe("the search for a student of the own school", () => {
  const idsOf = (students: Awaited<ReturnType<typeof find>>) =>
    students.map(({ collectionId }) => collectionId);

  test("finds a student by number or exact full name, in full, and records the search and each student", async () => {
    const { collectionId } = await world.addPaid(projectId, { person: "2023007700" });
    const [student] = await find(" 2023007700 ");
    expect(student).toMatchObject({
      collectionId,
      projectId,
      student: { name: "测试甲", studentNumber: "2023000001", department: "信息科学技术学院" },
    });
    expect(() =>
      routeDefinitions.findStudents.answers.parse({ students: [student] }),
    ).not.toThrow();
    expect(idsOf(await find("测 试·甲"))).toContain(collectionId);
    expect(await find("测试")).toEqual([]);
    const { rows } = await pool.query(
      "select action from audit_entries where subject = $1 and action like 'student-%'",
      [`collection:${collectionId}`],
    );
    expect(rows).toEqual([{ action: "student-displayed" }, { action: "student-displayed" }]);
    const searches = await pool.query(
      "select details from audit_entries where action = 'collections-searched' order by place desc limit 3",
    );
    expect(searches.rows.map(({ details }) => details.matches.length > 0)).toEqual([
      false,
      true,
      true,
    ]);
    expect(JSON.stringify(searches.rows)).not.toMatch(/2023007700|测试/);
  });

  test("finds nobody of another school, of another department, or without consent to inform the school", async () => {
    const { accountId, collectionId } = await world.addPaid(projectId, { person: "2023007701" });
    const otherSchool = staffCall(
      await world.addStaff("school-admin", "10558"),
      "school-admin",
      "10558",
    );
    expect(await find("2023007701", otherSchool)).toEqual([]);
    expect(await find("测试甲", otherSchool)).toEqual([]);
    const inDepartment = (department: string) => ({
      ...schoolAdmin,
      caller: { ...schoolAdmin.caller, role: "department-admin" as const, department },
    });
    expect(await find("2023007701", inDepartment("管理学院"))).toEqual([]);
    expect(idsOf(await find("2023007701", inDepartment("信息科学技术学院")))).toEqual([
      collectionId,
    ]);
    await db
      .delete(consents)
      .where(and(eq(consents.accountId, accountId), eq(consents.purpose, "school")));
    expect(await find("2023007701")).toEqual([]);
    const withoutSchool = { ...schoolAdmin, caller: { ...schoolAdmin.caller, schoolCode: null } };
    const refused = await handlers.findStudents({ body: { text: "2023007701" } }, withoutSchool);
    expect(refused).toMatchObject({ refused: "forbidden" });
  });
});
