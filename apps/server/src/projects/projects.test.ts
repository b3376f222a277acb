import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { staffCall } from "../collections/testing/staff-call.ts";
import { verifyAudit } from "../core/audit/verify-audit.ts";
import { accepted } from "../testing/accepted.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { aYearLater } from "./project-terms.ts";
import { projectHandlers } from "./routes.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
const handlers = projectHandlers(world.deps);
await world.addSchool();
await world.addSchool({ code: "10558", name: "中山大学" });
const admin = staffCall(await world.addStaff("school-admin", "10559"), "school-admin", "10559");
const other = staffCall(await world.addStaff("school-admin", "10558"), "school-admin", "10558");
const operator = staffCall(await world.addStaff("operator"), "operator");

const terms = routeDefinitions.changeProject.body.parse({
  category: "bachelor",
  graduationYear: 2027,
  feeFen: 2500,
  opensAt: "2027-02-28T16:00:00Z",
  closesAt: "2027-06-30T16:00:00Z",
  specId: "chsi-blue",
  fileMinBytes: 20 * 1024,
  fileMaxBytes: 40 * 1024,
  albumAllowed: true,
  attemptsLimit: 5,
  reviewDays: 2,
  retentionDays: 365,
  refundRule: "until-submitted",
  hotline: "000-0000-0003",
  notice: "",
  printCaption: "测试",
});

let year = 2030;
/** Of a year of its own. */
const create = async (fields: object = {}) =>
  accepted(
    await handlers.createProject({ body: { ...terms, schoolCode: "10559", graduationYear: year++, ...fields } }, admin),
  );
const params = (projectId: string) => ({ params: { projectId } });
const change = (projectId: string, body: typeof terms) => handlers.changeProject({ ...params(projectId), body }, admin);

test("a new project is a draft, which a school confirms", async () => {
  const project = await create();
  expect(project).toMatchObject({ state: "draft", confirmedAt: null, collections: 0, schoolName: "暨南大学" });
  expect(() => routeDefinitions.createProject.answers.parse(project)).not.toThrow();
  const confirmed = accepted(await handlers.confirmProject(params(project.projectId), admin));
  expect(confirmed).toMatchObject({ state: "open", confirmedAt: world.deps.clock().toISOString() });
  expect(await handlers.discardProject(params(project.projectId), admin)).toMatchObject({
    refused: "project-confirmed",
  });
  const draft = await create();
  expect(await handlers.discardProject(params(draft.projectId), admin)).toEqual({});
  expect(await handlers.readProject(params(draft.projectId), admin)).toMatchObject({ refused: "not-found" });
});

test("a school keeps its own projects alone; another's, and another school, are not found", async () => {
  const { projectId } = await create();
  const body = { ...terms, schoolCode: "10559" };
  expect(await handlers.createProject({ body }, other)).toMatchObject({ refused: "school-not-found" });
  for (const answer of [
    await handlers.readProject(params(projectId), other),
    await handlers.changeProject({ ...params(projectId), body: terms }, other),
    await handlers.confirmProject(params(projectId), other),
    await handlers.copyProject(params(projectId), other),
    await handlers.discardProject(params(projectId), other),
    await handlers.readProjectProgress(params(projectId), other),
    await handlers.listStalledStudents({ ...params(projectId), query: { days: 3, limit: 10 } }, other),
  ]) {
    expect(answer).toMatchObject({ refused: "not-found" });
  }
  const seen = accepted(await handlers.listProjects({ query: { limit: 100, schoolCode: "10559" } }, other));
  expect(seen.projects).toEqual([]);
  const all = accepted(await handlers.listProjects({ query: { limit: 100 } }, operator));
  expect(all.projects.map((project) => project.projectId)).toContain(projectId);
});

test("terms that make no project are refused, and two of one category and year do not stand side by side", async () => {
  const project = await create();
  const { projectId } = project;
  const wrong = async (fields: object) => change(projectId, { ...terms, ...fields });
  expect(await wrong({ closesAt: terms.opensAt })).toMatchObject({ refused: "project-window-reversed" });
  expect(await wrong({ fileMaxBytes: 41 * 1024 })).toMatchObject({
    refused: "file-window-outside-spec",
    details: { minKilobytes: 20, maxKilobytes: 40 },
  });
  expect(await wrong({ fileMinBytes: 30 * 1024, fileMaxBytes: 25 * 1024 })).toMatchObject({
    refused: "file-window-outside-spec",
  });
  const taken = { body: { ...terms, schoolCode: "10559", graduationYear: project.graduationYear } };
  expect(await handlers.createProject(taken, admin)).toMatchObject({ refused: "project-exists" });
  const second = await create();
  expect(await wrong({ graduationYear: second.graduationYear })).toMatchObject({ refused: "project-exists" });
});

test("while nobody has started every term changes; once somebody has, what was agreed stays, and why is said", async () => {
  const { projectId, graduationYear } = await create();
  const mine = { ...terms, graduationYear, feeFen: 3000, specId: "chsi-white" as const };
  expect(accepted(await change(projectId, mine))).toMatchObject({ feeFen: 3000, specId: "chsi-white" });
  accepted(await handlers.confirmProject(params(projectId), admin));
  await world.addPaid(projectId);
  const wrong = async (fields: object) => change(projectId, { ...mine, ...fields });
  for (const fields of [
    { feeFen: 3001 },
    { category: "graduate" },
    { graduationYear: 2999 },
    { specId: "chsi-blue" },
    { fileMinBytes: 21 * 1024 },
    { refundRule: "until-photo" },
    { retentionDays: 364 },
  ]) {
    expect(await wrong(fields), JSON.stringify(fields)).toMatchObject({ refused: "project-terms-fixed" });
  }
  expect(await wrong({ opensAt: "2027-03-02T00:00:00Z" })).toMatchObject({ refused: "project-window-past" });
  expect(await wrong({ closesAt: "2027-03-01T00:00:00Z" })).toMatchObject({ refused: "project-window-past" });
  expect(await wrong({ attemptsLimit: 4 })).toMatchObject({ refused: "project-attempts-lowered" });
  expect(await wrong({ reviewDays: 3 })).toMatchObject({ refused: "project-review-slower" });
  const free = {
    closesAt: "2027-07-31T16:00:00.000Z",
    attemptsLimit: null,
    albumAllowed: false,
    hotline: "000-0000-0009",
  };
  expect(accepted(await wrong(free))).toMatchObject({ ...free, collections: 1 });
});

test("the copy for the next year is a draft a year later, and there is one of it", async () => {
  const { projectId, graduationYear } = await create({ notice: "请带学生证" });
  accepted(await handlers.confirmProject(params(projectId), admin));
  const copy = accepted(await handlers.copyProject(params(projectId), admin));
  expect(copy).toMatchObject({
    graduationYear: graduationYear + 1,
    opensAt: "2028-02-29T16:00:00.000Z",
    closesAt: "2028-06-30T16:00:00.000Z",
    notice: "请带学生证",
    state: "draft",
  });
  year = graduationYear + 2;
  expect(await handlers.copyProject(params(projectId), admin)).toMatchObject({ refused: "project-exists" });
});

test("a year later is the same Beijing day, and of February 29 the 28th", () => {
  expect(aYearLater(new Date("2027-12-31T16:00:00Z")).toISOString()).toBe("2028-12-31T16:00:00.000Z");
  expect(aYearLater(new Date("2028-02-28T16:00:00Z")).toISOString()).toBe("2029-02-27T16:00:00.000Z");
});

test("projects are listed page by page, by category and year", async () => {
  for (let made = 0; made < 3; made++) await create({ category: "adult" });
  const list = async (query: object) =>
    accepted(
      await handlers.listProjects(
        { query: routeDefinitions.listProjects.query.parse({ limit: "100", ...query }) },
        admin,
      ),
    );
  const all = (await list({})).projects.map(({ projectId }) => projectId);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list({ limit: "2", ...(after !== null && { after }) });
    seen.push(...page.projects.map(({ projectId }) => projectId));
    after = page.next;
  } while (after !== null);
  expect(seen).toEqual(all);
  expect((await list({ category: "adult" })).projects).toHaveLength(3);
  expect((await list({ graduationYear: "2999" })).projects).toEqual([]);
});

test("whoever looks for a project finds it by its school's name, alias, pinyin or code, however many others there are", async () => {
  await world.addSchool({
    ...{ code: "10001", name: "北京大学", aliases: ["北大"] },
    ...{ pinyin: "bei jing da xue", pinyinInitials: "bjdx" },
  });
  for (let made = 0; made < 3; made++)
    accepted(
      await handlers.createProject(
        { body: { ...terms, schoolCode: "10001", graduationYear: 2040 + made, opensAt: "2020-02-28T16:00:00Z" } },
        operator,
      ),
    );
  const found = async (text: string, call = operator) => {
    const query = routeDefinitions.listProjects.query.parse({ limit: "2", text });
    return accepted(await handlers.listProjects({ query }, call)).projects.map(({ schoolName }) => schoolName);
  };
  for (const text of ["北京", "北大", "bjdx", "10001"])
    expect(await found(text), text).toEqual(["北京大学", "北京大学"]);
  expect(await found("没有这所")).toEqual([]);
  expect(await found("北京", admin)).toEqual([]);
});

test("progress counts each student once, by state, department, class and the day of each step", async () => {
  const { projectId } = await create();
  const paid = await world.addPaid(projectId);
  const approved = await world.addApproved(projectId);
  await world.addPaid(projectId);
  const department = { a: "文学院", b: "理学院" };
  const place = async (collectionId: string, where: string, className: string) =>
    pool.query(
      "update persons set department = $2, class = $3 where id = (select person_id from collections where id = $1)",
      [collectionId, where, className],
    );
  await place(paid.collectionId, department.a, "一班");
  await place(approved.collectionId, department.b, "二班");
  const progress = accepted(await handlers.readProjectProgress(params(projectId), admin));
  expect(() => routeDefinitions.readProjectProgress.answers.parse(progress)).not.toThrow();
  expect(progress.total).toBe(3);
  expect(progress.states.filter(({ count }) => count > 0).map(({ state, count }) => [state, count])).toEqual([
    ["paid", 2],
    ["approved", 1],
  ]);
  expect(progress.departments).toContainEqual({
    department: department.b,
    total: 1,
    completed: 0,
    states: [{ state: "approved", count: 1 }],
  });
  expect(progress.classes.map(({ className }) => className).sort()).toEqual(["", "一班", "二班"]);
  expect(progress.days).toEqual([{ day: "2027-03-01", started: 3, paid: 3, submitted: 1, approved: 1, completed: 0 }]);
});

test("students who do not go on come the longest wait first, masked, by step, class and days, without a gap", async () => {
  const { projectId } = await create();
  const made: string[] = [];
  for (let count = 0; count < 5; count++) {
    made.push((await world.addPaid(projectId)).collectionId);
    world.passTime(3_600_000);
  }
  await world.addApproved(projectId);
  const list = async (query: object) => {
    const parsed = routeDefinitions.listStalledStudents.query.parse({ limit: "100", ...query });
    return accepted(await handlers.listStalledStudents({ ...params(projectId), query: parsed }, admin));
  };
  expect((await list({})).students).toEqual([]);
  world.passTime(3 * 86_400_000);
  const first = await list({});
  expect(first.students.map(({ collectionId }) => collectionId)).toEqual(made);
  expect(first.students[0]).toMatchObject({ state: "paid", days: 3, student: { nameMasked: "测**" } });
  // As the registry writes it, full-width brackets and all.
  await pool.query(
    "update persons set class = '中文（1）班' where id = (select person_id from collections where id = $1)",
    [made[1]],
  );
  expect((await list({ className: "中文（1）班" })).students.map(({ collectionId }) => collectionId)).toEqual([
    made[1],
  ]);
  expect(first.steps.map(({ state, count }) => [state, count])).toEqual([
    ["verified", 0],
    ["paid", 5],
    ["ready", 0],
    ["rejected", 0],
    ["returned", 0],
  ]);
  const page = await list({ limit: "2" });
  const rest = await list({ limit: "100", after: page.next });
  expect([...page.students, ...rest.students].map(({ collectionId }) => collectionId)).toEqual(made);
  expect(rest.next).toBeNull();
  expect((await list({ state: "rejected" })).students).toEqual([]);
  expect((await list({ className: "三班" })).students).toEqual([]);
  expect((await list({ days: "4" })).students).toEqual([]);
  expect((await list({ after: `1_${randomUUID()}` })).students).toHaveLength(5);
});

test("every change of a project is in the audit log, with what it was before", async () => {
  expect(await verifyAudit(db)).toMatchObject({ whole: true });
  const { rows } = await pool.query("select action, details from audit where subject like 'project:%'");
  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set(["project-created", "project-changed", "project-confirmed", "project-copied", "project-discarded"]),
  );
  expect(rows.map(({ details }) => details)).toContainEqual({ was: { feeFen: 2500, specId: "chsi-blue" } });
});
