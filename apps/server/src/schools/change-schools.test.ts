import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { schoolHandlers } from "./routes.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
const handlers = schoolHandlers({ ...world.deps, configuration: createConfiguration() });
const operator = staffCall(await world.addStaff("operator"), "operator");
const facts = {
  name: "测试学院",
  aliases: ["测院"],
  pinyin: "ce shi xue yuan",
  hotline: "000-0000-0001",
  serviceHours: "09:00–18:00",
};

test("a school is added once with initials from its pinyin, and changes are recorded in the audit log", async () => {
  const body = { schoolCode: "99990", ...facts };
  const added = accepted(await handlers.createSchool({ body }, operator));
  expect(added).toMatchObject({ schoolCode: "99990", pinyinInitials: "csxy", projects: 0 });
  expect(await handlers.createSchool({ body }, operator)).toMatchObject({
    refused: "school-exists",
  });
  const params = { schoolCode: "99990" };
  const changed = accepted(
    await handlers.changeSchool({ params, body: { ...facts, name: "测试大学" } }, operator),
  );
  expect(changed.name).toBe("测试大学");
  expect(
    await handlers.changeSchool({ params: { schoolCode: "00000" }, body: facts }, operator),
  ).toMatchObject({
    refused: "school-not-found",
  });
  const { rows } = await pool.query(
    "select action from audit_entries where subject = 'school:99990' order by place",
  );
  expect(rows.map(({ action }) => action)).toEqual(["school-created", "school-changed"]);
});

test("schools are found by code, name, alias and pinyin, in pages", async () => {
  for (const code of ["99991", "99992"])
    accepted(await handlers.createSchool({ body: { schoolCode: code, ...facts } }, operator));
  const codes = async (query: object) =>
    accepted(await handlers.listSchools({ query: { limit: 100, ...query } }, operator)).schools.map(
      ({ schoolCode }) => schoolCode,
    );
  expect(await codes({})).toEqual(["99990", "99991", "99992"]);
  expect(await codes({ text: "99991" })).toEqual(["99991"]);
  expect(await codes({ text: "测院" })).toHaveLength(3);
  expect(await codes({ text: "Ce Shi" })).toHaveLength(3);
  expect(await codes({ text: "%" })).toEqual([]);
  const page = accepted(await handlers.listSchools({ query: { limit: 2 } }, operator));
  expect(page.next).toBe("99991");
  expect(await codes({ after: page.next })).toEqual(["99992"]);
});

test("a draft project makes its school neither findable nor open to students", async () => {
  await world.addProject({ schoolCode: "99992", confirmedAt: null, id: randomUUID() });
  expect(
    accepted(await handlers.findSchools({ query: { query: "测试", limit: 10 } }, operator)).schools,
  ).toEqual([]);
  const params = { schoolCode: "99992", category: "bachelor" };
  expect(await handlers.readOpenProject({ params }, operator)).toMatchObject({
    refused: "school-not-found",
  });
});

test("departments come from the school's students, count each student once and merge different spellings", async () => {
  const schoolCode = "10559";
  accepted(await handlers.createSchool({ body: { schoolCode, ...facts } }, operator));
  const { id } = await world.addProject({ schoolCode });
  const brought = ["文学院（本部）", "文学院 (本部)", "理学院", "", "文学院（本部）", "理学院"];
  for (const department of brought) {
    const { collectionId } = await world.addPaid(id);
    await pool.query(
      "update persons set department = $2 where id = (select person_id from collections where id = $1)",
      [...[collectionId, department]],
    );
  }
  await pool.query(`update persons set identity_hash = (select identity_hash from persons where department = '理学院' limit 1)
    where department = '理学院'`);
  expect(
    accepted(await handlers.listDepartments({ params: { schoolCode } }, operator)).departments,
  ).toEqual([
    { department: "文学院（本部）", students: 3 },
    { department: "理学院", students: 1 },
  ]);
  const departmentsFor = async (ofSchool: string) => {
    const call = staffCall(randomUUID(), "school-admin", ofSchool);
    return accepted(await handlers.listDepartments({ params: { schoolCode } }, call)).departments
      .length;
  };
  expect(
    [await departmentsFor(schoolCode), await departmentsFor("10558")],
    "only of the own school",
  ).toEqual([2, 0]);
  const none = await handlers.listDepartments({ params: { schoolCode: "99990" } }, operator);
  expect(accepted(none).departments).toEqual([]);
});
