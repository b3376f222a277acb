import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { accepted } from "../testing/calls.ts";
import { openProjectWorld } from "./testing/project-world.ts";

const { pool, world, handlers, admin, other, operator, create, params } = await openProjectWorld();

const versionOf = async (projectId: string): Promise<string> =>
  accepted(await handlers.readExpectedNumbers(params(projectId), operator)).version;

const storeNumbers = async (
  projectId: string,
  numbers: readonly object[],
  call = admin,
  version?: string,
) => {
  const body = { numbers, version: version ?? (await versionOf(projectId)) };
  return handlers.storeExpectedNumbers(
    { ...params(projectId), body: routeDefinitions.storeExpectedNumbers.body.parse(body) },
    call,
  );
};

const number = (expected: number, department: string, major = "", className = "") => ({
  department,
  major,
  className,
  expected,
});

const placed = async (projectId: string, [department, major, className]: readonly string[]) => {
  const { collectionId } = await world.addPaid(projectId);
  await pool.query(
    "update persons set department = $2, major = $3, class = $4 where id = (select person_id from collections where id = $1)",
    [collectionId, department, major, className],
  );
  return collectionId;
};

test("shows expected numbers next to started students, for the project, departments, majors and classes", async () => {
  const { projectId } = await create();
  await placed(projectId, ["文学院", "中文", "中文（1）班"]);
  await placed(projectId, ["文学院", "中文", "中文（1）班"]);
  await placed(projectId, ["理学院", "数学", "数学一班"]);
  await pool.query(
    "update collections set state = 'completed' where id in (select id from collections limit 1)",
  );
  accepted(
    await storeNumbers(projectId, [
      // Class name as in the school's sheet, with other brackets than in the registry.
      number(40, "文学院", "中文", "中文(1)班"),
      number(38, "文学院", "中文", "中文(2)班"),
      number(25, "外语学院"),
    ]),
  );
  const progress = routeDefinitions.readProjectProgress.answers.parse(
    accepted(await handlers.readProjectProgress(params(projectId), admin)),
  );
  expect(progress).toMatchObject({ expected: 103, total: 3, completed: 1, notStarted: 100 });
  const format = (rows: readonly object[]) => rows.map((row) => ({ ...row, states: undefined }));
  expect(format(progress.departments)).toMatchObject([
    { department: "理学院", expected: null, total: 1, notStarted: null },
    { department: "外语学院", expected: 25, total: 0, completed: 0, notStarted: 25 },
    { department: "文学院", expected: 78, total: 2, notStarted: 76 },
  ]);
  expect(format(progress.majors)).toMatchObject([
    { department: "理学院", major: "数学", expected: null, total: 1 },
    { department: "文学院", major: "中文", expected: 78, total: 2 },
  ]);
  expect(format(progress.classes)).toMatchObject([
    { department: "理学院", className: "数学一班", expected: null, total: 1 },
    { department: "文学院", className: "中文（1）班", expected: 40, total: 2, notStarted: 38 },
    { department: "文学院", className: "中文(2)班", expected: 38, total: 0, notStarted: 38 },
  ]);
  const { projects } = accepted(await handlers.listProjects({ query: { limit: 100 } }, admin));
  expect(projects.find((project) => project.projectId === projectId)).toMatchObject({
    expected: 103,
    collections: 3,
    completed: 1,
    notStarted: 100,
  });
});

test("stored numbers replace all earlier ones; without any, the missing count is empty", async () => {
  const { projectId } = await create();
  accepted(await storeNumbers(projectId, [number(40, "文学院")]));
  const later = accepted(
    await storeNumbers(projectId, [
      number(30, "理学院", "", "10班"),
      number(31, "理学院", "", "2班"),
    ]),
  );
  expect(later.numbers.map(({ className }) => className)).toEqual(["2班", "10班"]);
  expect(accepted(await handlers.readExpectedNumbers(params(projectId), operator))).toEqual(later);
  accepted(await storeNumbers(projectId, []));
  expect(accepted(await handlers.readProjectProgress(params(projectId), admin))).toMatchObject({
    expected: null,
    notStarted: null,
  });
  const { rows } = await pool.query(
    "select details from audit_entries where action = 'expected-numbers-changed' and subject = $1",
    [`project:${projectId}`],
  );
  expect(rows.map(({ details }) => details)).toContainEqual({ rows: 2, expected: 61, was: 40 });
});

test("refuses numbers when another user changed them since they were read", async () => {
  const { projectId } = await create();
  const seen = await versionOf(projectId);
  accepted(await storeNumbers(projectId, [number(40, "文学院")]));
  expect(await storeNumbers(projectId, [number(41, "文学院")], admin, seen)).toMatchObject({
    refused: "expected-changed",
  });
  expect(accepted(await handlers.readExpectedNumbers(params(projectId), admin)).numbers).toEqual([
    number(40, "文学院"),
  ]);
});

test("a repeated request to store the same numbers succeeds with the same answer", async () => {
  const { projectId } = await create();
  const seen = await versionOf(projectId);
  const numbers = [number(40, "文学院", "", "10班"), number(41, "文学院", "", "2班")];
  const first = accepted(await storeNumbers(projectId, numbers, admin, seen));
  expect(accepted(await storeNumbers(projectId, numbers, admin, seen))).toEqual(first);
});

test("refuses a number that is already part of another, names both, and stores nothing", async () => {
  const { projectId } = await create();
  expect(
    await storeNumbers(projectId, [number(40, "文学院"), number(20, "文学院", "中文")]),
  ).toMatchObject({
    refused: "expected-counted-twice",
    details: { place: "文学院 中文", within: "文学院" },
  });
  expect(
    await storeNumbers(projectId, [number(40, "文学院"), number(41, "文学院 ")]),
  ).toMatchObject({
    refused: "expected-listed-twice",
    details: { place: "文学院" },
  });
  expect(accepted(await handlers.readExpectedNumbers(params(projectId), admin))).toMatchObject({
    numbers: [],
  });
});

test("a draft can be discarded with its numbers; another school can read neither them nor started students", async () => {
  const { projectId } = await create();
  accepted(await storeNumbers(projectId, [number(40, "文学院")]));
  for (const answer of [
    await storeNumbers(projectId, [], other),
    await handlers.readExpectedNumbers(params(projectId), other),
    await handlers.listStartedNumbers({ ...params(projectId), query: { limit: 2000 } }, other),
  ])
    expect(answer).toMatchObject({ refused: "not-found" });
  expect(await handlers.discardProject(params(projectId), admin)).toEqual({});
});

test("lists started students by number, only with consent to inform the school, and audits each read", async () => {
  const { projectId } = await create();
  await world.addPaid(projectId);
  const withoutConsent = await world.addPaid(projectId);
  await pool.query(
    "update consents set withdrawn_at = granted_at where purpose = 'school' and account_id = (select account_id from collections where id = $1)",
    [withoutConsent.collectionId],
  );
  const reported = accepted(
    await handlers.listStartedNumbers({ ...params(projectId), query: { limit: 2000 } }, admin),
  );
  expect(() => routeDefinitions.listStartedNumbers.answers.parse(reported)).not.toThrow();
  expect(reported.numbers).toHaveLength(1);
  expect(reported).toMatchObject({ started: 2, next: null });
  const { rows } = await pool.query(
    "select actor, details from audit_entries where action = 'look-at-started-numbers' and subject = $1",
    [`project:${projectId}`],
  );
  expect(rows).toEqual([{ actor: `school-admin:${admin.caller.staffId}`, details: { rows: 1 } }]);
});
