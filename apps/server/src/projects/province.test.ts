import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { expectedNumbers } from "../infra/db/schema/index.ts";
import { staffCall } from "../testing/calls.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { provinceFile, readProvince } from "./province.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
const deps = { db, clock: world.deps.clock };

await world.addSchool({ province: "44" });
await world.addSchool({ code: "10558", name: "中山大学", province: "44" });
await world.addSchool({ code: "10001", name: "北京大学", province: "11" });
await world.addSchool({ code: "99901", name: "测试学院" });
const many = await world.addProject({ confirmedAt: world.deps.clock() });
const smallGroup = await world.addProject({ schoolCode: "10558", confirmedAt: world.deps.clock() });
const otherProvince = await world.addProject({
  schoolCode: "10001",
  confirmedAt: world.deps.clock(),
});
const withoutProvince = await world.addProject({
  schoolCode: "99901",
  confirmedAt: world.deps.clock(),
});
const draft = await world.addProject({ educationCategory: "graduate", confirmedAt: null });
for (let student = 0; student < 12; student++) await world.addPaid(many.id);
for (let student = 0; student < 2; student++) await world.addPaid(smallGroup.id);
for (let student = 0; student < 6; student++) await world.addPaid(otherProvince.id);
for (const [project, expected] of [
  [many, 40],
  [smallGroup, 10],
] as const)
  await db
    .insert(expectedNumbers)
    .values({ projectId: project.id, department: "", major: "", class: "", expected });
await pool.query(
  "update collections set state = 'completed' where id in (select id from collections where project_id = $1 limit 5)",
  [many.id],
);

const baseCall = staffCall(randomUUID(), "province-admin");
const call = { ...baseCall, caller: { ...baseCall.caller, province: "44" as const } };

test("a province admin sees only projects of the province's own schools, and no drafts", async () => {
  const { projects, province, graduationYear } = await readProvince(deps, "current", call);
  expect(province.zh).toBe("广东省");
  expect(graduationYear).toBe(2027);
  expect(projects.map(({ projectId }) => projectId)).toEqual([smallGroup.id, many.id]);
  const reported = JSON.stringify(projects);
  for (const { id } of [otherProvince, withoutProvince, draft]) expect(reported).not.toContain(id);
});

test("hides numbers below five, and numbers that would reveal them", async () => {
  const { projects, sums } = await readProvince(deps, "2027", call);
  const [small, large] = projects;
  expect(large).toMatchObject({
    expected: 40,
    started: 12,
    completed: 5,
    notStarted: 28,
    donePermille: 125,
  });
  expect(small).toMatchObject({ expected: 10, started: null, notStarted: null, completed: 0 });
  expect(sums).toMatchObject({
    schools: 2,
    expected: 50,
    started: 12,
    completed: 5,
    notStarted: 28,
  });
  const emptyYear = await readProvince(deps, "2019", call);
  expect(emptyYear.sums).toMatchObject({
    schools: 0,
    expected: null,
    notStarted: null,
    started: 0,
  });
});

test("a year without projects is empty, and another province sees its own projects", async () => {
  expect((await readProvince(deps, "2031", call)).projects).toEqual([]);
  const beijing = { ...call, caller: { ...call.caller, province: "11" as const } };
  expect((await readProvince(deps, "current", beijing)).projects).toMatchObject([
    { started: 6, schoolCode: "10001" },
  ]);
});

test("a later year that one school publishes early is listed, but does not become the current year", async () => {
  await world.addProject({ confirmedAt: deps.clock(), graduationYear: 2029 });
  expect(await readProvince(deps, "current", call)).toMatchObject({
    years: [2029, 2027],
    graduationYear: 2027,
  });
  const nothingIsOpen = { db, clock: () => new Date(deps.clock().getTime() + 400 * 86_400_000) };
  expect(await readProvince(nothingIsOpen, "current", call)).toMatchObject({
    graduationYear: 2029,
  });
});

test("of two years with as many open projects, the earlier one is current", async () => {
  await world.addProject({ schoolCode: "10001", confirmedAt: deps.clock(), graduationYear: 2029 });
  const beijing = { ...call, caller: { ...call.caller, province: "11" as const } };
  expect(await readProvince(deps, "current", beijing)).toMatchObject({
    years: [2029, 2027],
    graduationYear: 2027,
  });
});

test("exports the same numbers as the page", async () => {
  const file = provinceFile(db);
  const scope = {
    filters: { graduationYear: 2027 },
    schoolCode: null,
    department: null,
    province: "44" as const,
    now: deps.clock(),
  };
  expect(await file.count(scope)).toBe(2);
  const { rows, next } = await file.page(scope, { limit: 100 });
  expect(next).toBeNull();
  expect(rows).toMatchObject([{ started: null }, { started: 12, done: "12.5%" }]);
});

test("no two displayed numbers reveal one below five", async () => {
  const large = async () => (await readProvince(deps, "2027", call)).projects[1];
  await pool.query(
    "update collections set state = 'completed' where id in (select id from collections where project_id = $1 and state <> 'completed' limit 5)",
    [many.id],
  );
  expect(await large(), "two have not completed").toMatchObject({
    started: 12,
    completed: null,
    donePermille: null,
  });
  await db
    .update(expectedNumbers)
    .set({ expected: 14 })
    .where(eq(expectedNumbers.projectId, many.id));
  expect(await large(), "two have not started").toMatchObject({
    expected: 14,
    started: null,
    notStarted: null,
  });
});
