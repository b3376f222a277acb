import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { accepted, staffCall } from "../testing/calls.ts";
import { openProjectWorld } from "./testing/project-world.ts";

const { pool, world, handlers, admin, create, params } = await openProjectWorld();

const own = "文学院（本部）";
const staffId = await world.addStaff("department-admin", "10559", own);
const department = staffCall(staffId, "department-admin", "10559", own);

const { projectId } = await create();

async function addStudent(ofDepartment: string, className: string, studentNumber: string) {
  const { collectionId } = await world.addPaid(projectId);
  const { rows } = await pool.query("select person_id from collections where id = $1", [
    collectionId,
  ]);
  const { person_id: id } = rows[0];
  const sealed = world.deps.sealer.seal(studentNumber, {
    column: "persons.student_number",
    rowId: id,
  });
  await pool.query(
    "update persons set department = $2, class = $3, student_number = $4 where id = $1",
    [...[id, ofDepartment, className, sealed]],
  );
  return collectionId;
}

const ownRow = await addStudent(own, "1班", "2023000001");
/** Student of the same department, whose name another sheet spells differently. */
const ownOtherSpelling = await addStudent("文学院 (本部)", "2班", "2023000002");
await addStudent("理学院", "1班", "2023000003");
const withoutDepartment = await addStudent("", "", "2023000004");
await pool.query("update collections set state = 'completed' where id = any($1)", [
  [ownOtherSpelling, withoutDepartment],
]);

const numbers = [
  { department: own, major: "", className: "1班", expected: 40 },
  { department: "文学院(本部)", major: "", className: "3班", expected: 30 },
  { department: "理学院", major: "", className: "", expected: 50 },
];
const { version } = accepted(await handlers.readExpectedNumbers(params(projectId), admin));
accepted(
  await handlers.storeExpectedNumbers({ ...params(projectId), body: { numbers, version } }, admin),
);
world.passTime(1000);

const stalledQuery = (filters: object = {}) =>
  routeDefinitions.listStalledStudents.query.parse({ limit: 20, days: 0, ...filters });
const reminderOf = (filters: object = {}) =>
  routeDefinitions.remindStalledStudents.body.parse({ days: 0, ...filters });

test("project figures cover only the caller's department, for one project and in the list", async () => {
  const figures = { expected: 70, collections: 2, completed: 1, notStarted: 68 };
  expect(accepted(await handlers.readProject(params(projectId), department))).toMatchObject(
    figures,
  );
  const { projects } = accepted(await handlers.listProjects({ query: { limit: 20 } }, department));
  expect(projects).toMatchObject([{ projectId, ...figures }]);
  const full = { expected: 120, collections: 4, completed: 2 };
  expect(accepted(await handlers.readProject(params(projectId), admin))).toMatchObject(full);
});

test("progress counts only students of the caller's department, by state, class, major and day", async () => {
  const progress = accepted(await handlers.readProjectProgress(params(projectId), department));
  expect(progress).toMatchObject({ expected: 70, total: 2, completed: 1, notStarted: 68 });
  expect(progress.states.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  expect(progress.departments).toHaveLength(1);
  expect(progress.classes.map(({ className }) => className).sort()).toEqual(["1班", "2班", "3班"]);
  expect(progress.majors.reduce((sum, { total }) => sum + total, 0)).toBe(2);
  expect(progress.days.reduce((sum, { started }) => sum + started, 0)).toBe(2);
  expect(JSON.stringify(progress)).not.toContain("理学院");
  expect(accepted(await handlers.readProjectProgress(params(projectId), admin))).toMatchObject({
    total: 4,
  });
});

test("lists expected numbers and student numbers of the caller's department only", async () => {
  const reported = accepted(await handlers.readExpectedNumbers(params(projectId), department));
  expect(reported.numbers.map(({ expected }) => expected).sort()).toEqual([30, 40]);
  const started = accepted(
    await handlers.listStartedNumbers({ ...params(projectId), query: { limit: 2000 } }, department),
  );
  expect({ ...started, numbers: [...started.numbers].sort() }).toMatchObject({
    numbers: ["2023000001", "2023000002"],
    started: 2,
  });
});

test("lists stalled students of the caller's department only, whatever filter the request contains", async () => {
  const stalled = async (filters: object = {}) =>
    accepted(
      await handlers.listStalledStudents(
        { ...params(projectId), query: stalledQuery(filters) },
        department,
      ),
    );
  const { students, steps } = await stalled();
  expect(students.map(({ collectionId }) => collectionId)).toEqual([ownRow]);
  expect(steps.reduce((sum, { count }) => sum + count, 0)).toBe(1);
  const others = await stalled({ department: "理学院" });
  expect(others.students).toEqual([]);
  expect(others.steps.every(({ count }) => count === 0)).toBe(true);
});

test("a department's reminder reaches only its own students, and its list shows only its own reminders", async () => {
  const plan = (filters: object, call = department) =>
    handlers.readReminderPlan({ ...params(projectId), query: reminderOf(filters) }, call);
  expect(accepted(await plan({}))).toMatchObject({ chosen: 1 });
  expect(accepted(await plan({ department: "理学院" }))).toMatchObject({ chosen: 0 });
  expect(accepted(await plan({}, admin))).toMatchObject({ chosen: 2 });
  const remind = async (call: typeof department) =>
    accepted(
      await handlers.remindStalledStudents({ ...params(projectId), body: reminderOf() }, call),
    );
  expect(await remind(department)).toMatchObject({ chosen: 1 });
  // A request by the same person in another post does not count as a retry.
  const ofSchool = staffCall(staffId, "school-admin", "10559");
  expect(await remind(ofSchool)).toMatchObject({ chosen: 2 });
  const seen = async (call: typeof department) =>
    accepted(await handlers.listReminders(params(projectId), call)).reminders.map(
      ({ chosen }) => chosen,
    );
  expect(await seen(department)).toEqual([1]);
  expect((await seen(admin)).sort()).toEqual([1, 2]);
});

test("a project of another school is not found", async () => {
  const otherSchool = staffCall(
    await world.addStaff("department-admin", "10558", own),
    "department-admin",
    "10558",
    own,
  );
  for (const answer of [
    await handlers.readProject(params(projectId), otherSchool),
    await handlers.readProjectProgress(params(projectId), otherSchool),
    await handlers.listStalledStudents(
      { ...params(projectId), query: stalledQuery() },
      otherSchool,
    ),
  ])
    expect(answer).toMatchObject({ refused: "not-found" });
});
