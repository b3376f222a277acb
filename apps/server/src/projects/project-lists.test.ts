import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { accepted } from "../testing/calls.ts";
import { openProjectWorld, terms } from "./testing/project-world.ts";

const { pool, world, handlers, admin, operator, create, params } = await openProjectWorld();

test("lists projects page by page, by category and year", async () => {
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
    const page: Awaited<ReturnType<typeof list>> = await list({
      limit: "2",
      ...(after !== null && { after }),
    });
    seen.push(...page.projects.map(({ projectId }) => projectId));
    after = page.next;
  } while (after !== null);
  expect(seen).toEqual(all);
  expect((await list({ category: "adult" })).projects).toHaveLength(3);
  expect((await list({ graduationYear: "2999" })).projects).toEqual([]);
});

test("lists the project that closes soonest first, and closed ones last, page by page", async () => {
  const inDays = (days: number): string =>
    new Date(world.deps.clock().getTime() + days * 86_400_000).toISOString();
  const closings = new Map<string, number>();
  for (const days of [-40, 6, 300, -2, 20]) {
    const { projectId } = await create({
      category: "online",
      opensAt: inDays(days - 90),
      closesAt: inDays(days),
    });
    closings.set(projectId, days);
  }
  const listed: (number | undefined)[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const query = { category: "online", limit: "2", ...(after && { after }) };
    const page: {
      readonly projects: readonly { readonly projectId: string }[];
      readonly next: string | null;
    } = accepted(
      await handlers.listProjects(
        { query: routeDefinitions.listProjects.query.parse(query) },
        admin,
      ),
    );
    listed.push(...page.projects.map(({ projectId }) => closings.get(projectId)));
    after = page.next;
  }
  expect(listed).toEqual([6, 20, 300, -2, -40]);
});

test("finds a project by its school's name, alias, pinyin or code, in a list of many", async () => {
  await world.addSchool({
    ...{ code: "10001", name: "北京大学", aliases: ["北大"] },
    ...{ pinyin: "bei jing da xue", pinyinInitials: "bjdx" },
  });
  for (let made = 0; made < 3; made++)
    accepted(
      await handlers.createProject(
        {
          body: {
            ...terms,
            schoolCode: "10001",
            graduationYear: 2040 + made,
            opensAt: "2020-02-28T16:00:00Z",
          },
        },
        operator,
      ),
    );
  const listed = async (text: string, call = operator) => {
    const query = routeDefinitions.listProjects.query.parse({ limit: "2", text });
    return accepted(await handlers.listProjects({ query }, call)).projects.map(
      ({ schoolName }) => schoolName,
    );
  };
  for (const text of ["北京", "北大", "bjdx", "10001"])
    expect(await listed(text), text).toEqual(["北京大学", "北京大学"]);
  expect(await listed("没有这所")).toEqual([]);
  expect(await listed("北京", admin)).toEqual([]);
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
  expect(
    progress.states.filter(({ count }) => count > 0).map(({ state, count }) => [state, count]),
  ).toEqual([
    ["paid", 2],
    ["approved", 1],
  ]);
  expect(routeDefinitions.readProjectProgress.answers.parse(progress).departments).toContainEqual({
    department: department.b,
    expected: null,
    total: 1,
    completed: 0,
    notStarted: null,
    states: [{ state: "approved", count: 1 }],
  });
  expect(progress.classes.map(({ className }) => className).sort()).toEqual(["", "一班", "二班"]);
  expect(progress.days).toEqual([
    { day: "2027-03-01", started: 3, paid: 3, submitted: 1, approved: 1, completed: 0 },
  ]);
});

test("lists stalled students, longest wait first, with full names, with filters by step, class and days, without gaps", async () => {
  const { projectId } = await create();
  const made: string[] = [];
  for (let count = 0; count < 5; count++) {
    made.push((await world.addPaid(projectId)).collectionId);
    world.passTime(3_600_000);
  }
  await world.addApproved(projectId);
  const list = async (query: object) => {
    const parsed = routeDefinitions.listStalledStudents.query.parse({ limit: "100", ...query });
    return accepted(
      await handlers.listStalledStudents({ ...params(projectId), query: parsed }, admin),
    );
  };
  expect((await list({})).students).toEqual([]);
  world.passTime(3 * 86_400_000);
  const first = await list({});
  expect(first.students.map(({ collectionId }) => collectionId)).toEqual(made);
  expect(first.students[0]).toMatchObject({ state: "paid", days: 3, student: { name: "测试甲" } });
  // Class name as in the registry, with full-width brackets.
  await pool.query(
    "update persons set class = '中文（1）班' where id = (select person_id from collections where id = $1)",
    [made[1]],
  );
  expect(
    (await list({ className: "中文（1）班" })).students.map(({ collectionId }) => collectionId),
  ).toEqual([made[1]]);
  expect(first.steps.map(({ state, count }) => [state, count])).toEqual([
    ["verified", 0],
    ["paid", 5],
    ["ready", 0],
    ["rejected", 0],
    ["returned", 0],
  ]);
  const page = await list({ limit: "2" });
  const rest = await list({ limit: "100", after: page.next });
  expect([...page.students, ...rest.students].map(({ collectionId }) => collectionId)).toEqual(
    made,
  );
  expect(rest.next).toBeNull();
  expect((await list({ state: "rejected" })).students).toEqual([]);
  expect((await list({ className: "三班" })).students).toEqual([]);
  expect((await list({ days: "4" })).students).toEqual([]);
  expect((await list({ after: `1_${randomUUID()}` })).students).toHaveLength(5);
});

test("finds all students of a class, however their codes spell its name", async () => {
  const { projectId } = await create();
  for (const spelled of ["软件（1）班", "软件(1) 班", "软件２班"]) {
    const { collectionId } = await world.addPaid(projectId);
    await pool.query(
      "update persons set class = $2 where id = (select person_id from collections where id = $1)",
      [collectionId, spelled],
    );
  }
  world.passTime(1000);
  const query = routeDefinitions.listStalledStudents.query.parse({
    limit: "100",
    days: "0",
    className: "软件(1)班",
  });
  const match = accepted(
    await handlers.listStalledStudents({ ...params(projectId), query }, admin),
  );
  expect(match.students).toHaveLength(2);
});
