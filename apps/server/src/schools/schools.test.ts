import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { beforeAll, describe, expect, test } from "vitest";
import { daysFromStart, openStudentWorld } from "../collections/testing/student-world.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { sceneOf } from "../core/project/present-project.ts";
import { accepted, visitorCall } from "../testing/calls.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { schoolHandlers } from "./routes.ts";

const { db } = await openTestDatabase();
const world = openStudentWorld(db);
const customerService = {
  hotline: "000-0000-0009",
  hours: { zh: "09:00–18:00", en: "09:00–18:00" },
};
const { findSchools, readSchool, readOpenProject, readScene } = schoolHandlers({
  ...world.deps,
  configuration: createConfiguration({
    hotline: customerService.hotline,
    "service-hours": customerService.hours,
  }),
});
const find = (query: string, limit = 10) => findSchools({ query: { query, limit } }, visitorCall);
const open = (schoolCode: string, category: string) =>
  readOpenProject({ params: { schoolCode, category } }, visitorCall);

beforeAll(async () => {
  await world.addSchool();
  await world.addSchool({
    code: "99901",
    name: "测试暨南学院",
    aliases: [],
    pinyin: "ce shi ji nan xue yuan",
  });
  await world.addSchool({
    code: "99902",
    name: "测试空学院",
    aliases: [],
    pinyin: "ce shi kong xue yuan",
  });
  await world.addProject({
    graduationYear: 2026,
    opensAt: daysFromStart(-100),
    closesAt: daysFromStart(-1),
  });
  await world.addProject({ graduationYear: 2027 });
  await world.addProject({
    educationCategory: "graduate",
    opensAt: daysFromStart(3),
    closesAt: daysFromStart(9),
  });
  await world.addProject({
    educationCategory: "adult",
    opensAt: daysFromStart(-9),
    closesAt: daysFromStart(-3),
  });
  await world.addProject({ schoolCode: "99901" });
});

test("a search returns schools with projects, best match first, up to the limit, with the service hotline", async () => {
  const answer = await find("暨南");
  expect(answer).toEqual({
    schools: [
      { schoolCode: "10559", name: "暨南大学", nameEn: null },
      { schoolCode: "99901", name: "测试暨南学院", nameEn: null },
    ],
    customerService,
  });
  expect(await find("暨南", 1)).toMatchObject({ schools: [{ schoolCode: "10559" }] });
});

test("no hotline is returned before operators have set one", async () => {
  const unset = schoolHandlers({ ...world.deps, configuration: createConfiguration() });
  expect(
    await unset.findSchools({ query: { query: "暨南", limit: 1 } }, visitorCall),
  ).toMatchObject({
    customerService: null,
  });
});

test("a school without projects cannot be found or read", async () => {
  expect(await find("测试空学院")).toMatchObject({ schools: [] });
  expect(await readSchool({ params: { schoolCode: "99902" } }, visitorCall)).toMatchObject({
    refused: "school-not-found",
  });
});

test("wildcards and SQL in a search are plain text", async () => {
  for (const query of ["%", "_", "'; drop table schools; --"])
    expect(await find(query)).toMatchObject({ schools: [] });
});

test("a school lists each of its categories once, with all open projects or the most relevant other one", async () => {
  await world.addProject({
    graduationYear: 2032,
    educationCategory: "bachelor",
    closesAt: daysFromStart(300),
  });
  const answer = accepted(await readSchool({ params: { schoolCode: "10559" } }, visitorCall));
  expect(
    answer.categories.map(({ category, projects }) => [
      category,
      projects.map(({ state }) => state),
    ]),
  ).toEqual([
    ["graduate", ["upcoming"]],
    ["bachelor", ["open", "open"]],
    ["adult", ["closed"]],
  ]);
  expect(answer.categories[1]?.projects[1]?.graduationYear).toBe(2032);
  expect(routeDefinitions.readSchool.answers.parse(answer)).toEqual(answer);
});

describe("scenes", () => {
  const lead = (scene: string) => readScene({ params: { scene } }, visitorCall);

  test("a project's scene opens its school and category, even before it opens; a school's scene opens the school", async () => {
    const { id: projectId } = await world.addProject({
      graduationYear: 2031,
      educationCategory: "online",
    });
    expect(await lead(sceneOf({ projectId }))).toEqual({ schoolCode: "10559", category: "online" });
    expect(await lead("s=99901")).toEqual({ schoolCode: "99901", category: null });
    const soon = { opensAt: daysFromStart(3), closesAt: daysFromStart(9) };
    const { id: upcoming } = await world.addProject({
      graduationYear: 2032,
      educationCategory: "online",
      ...soon,
    });
    expect(await lead(sceneOf({ projectId: upcoming }))).toMatchObject({ category: "online" });
  });

  test("a scene of a closed project, a draft, a school without projects or an unknown id is not found", async () => {
    const closed = await world.addProject({
      graduationYear: 2033,
      opensAt: daysFromStart(-9),
      closesAt: daysFromStart(-1),
    });
    const draft = await world.addProject({ graduationYear: 2034, confirmedAt: null });
    const scenes = [closed.id, draft.id, randomUUID()].map((projectId) => sceneOf({ projectId }));
    for (const scene of [...scenes, "s=99902", "s=00000", "hello"]) {
      expect(await lead(scene), scene).toMatchObject({ refused: "not-found" });
    }
  });
});

describe("the open project", () => {
  test("the project within its dates is returned with its fee, policies and refund rule", async () => {
    const answer = await open("10559", "bachelor");
    expect(answer).toMatchObject({
      graduationYear: 2027,
      feeFen: 2500,
      albumAllowed: true,
      tryBeforePay: false,
      photoMaxAgeDays: 365,
      attemptsLimit: null,
      notice: "",
      clothing: "",
      printCaption: "",
      imageCheckBy: null,
    });
    expect(routeDefinitions.readOpenProject.answers.parse(answer)).toEqual(answer);
  });

  test.each([
    ["10000", "bachelor", { refused: "school-not-found", details: {} }],
    ["10559", "vocational", { refused: "category-not-offered", details: {} }],
    ["10559", "kindergarten", { refused: "category-not-offered", details: {} }],
    [
      "10559",
      "graduate",
      { refused: "project-not-open", details: { opensAt: daysFromStart(3).toISOString() } },
    ],
    [
      "10559",
      "adult",
      { refused: "project-closed", details: { closesAt: daysFromStart(-3).toISOString() } },
    ],
  ])(
    "a request for school %s and category %s is refused: %o",
    async (schoolCode, category, refusal) => {
      expect(await open(schoolCode, category)).toEqual(refusal);
    },
  );
});
