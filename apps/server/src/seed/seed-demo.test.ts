import { randomUUID } from "node:crypto";
import { projectStateAt } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { presentProject } from "../core/project/present-project.ts";
import { projects, schools } from "../infra/db/schema/index.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { seedDemo } from "./seed-demo.ts";

const { db } = await openTestDatabase();
const now = new Date("2027-03-01T02:00:00Z");
const seed = () => seedDemo({ db, clock: () => now, ids: randomUUID });

test("the demo has 暨南大学 and others, with projects in every state, and seeding again changes nothing", async () => {
  await seed();
  const first = { schools: await db.select().from(schools), projects: await db.select().from(projects) };
  await Promise.all([seed(), seed()]);
  expect(await db.select().from(schools)).toEqual(first.schools);
  expect(await db.select().from(projects)).toEqual(first.projects);

  expect(first.schools).toContainEqual(expect.objectContaining({ code: "10559", name: "暨南大学" }));
  expect(new Set(first.projects.map((project) => projectStateAt(now, project)))).toEqual(
    new Set(["open", "upcoming", "closed"]),
  );
  expect(new Set(first.projects.map(({ feeFen }) => feeFen)).size).toBeGreaterThan(2);
});

test("every seeded project can be shown, in words of both languages", async () => {
  const bySchool = new Map((await db.select().from(schools)).map((school) => [school.code, school]));
  const rows = await db.select().from(projects);
  expect(rows.length).toBeGreaterThan(8);
  for (const project of rows) {
    const school = bySchool.get(project.schoolCode);
    if (!school) throw new Error(project.schoolCode);
    expect(presentProject(project, school).refundRule.en).not.toBe("");
  }
});
