import { expect, test } from "vitest";
import { countsOf, mostMissedOf } from "./queue-choice.ts";
import type { Queue } from "./use-tasks.ts";

const project = (projectId: string, waiting: number) => ({
  projectId,
  schoolName: "暨南大学",
  categoryLabel: { zh: "普通本科", en: "Undergraduate" },
  graduationYear: 2031,
  waiting,
  dueToday: 0,
  overdue: 0,
  mostMissed: projectId === "b" ? (["glasses"] as const) : [],
});
const counts = {
  ...{ waiting: 7, dueToday: 0, overdue: 0, forSenior: 0, appeals: 0, secondLooks: 0 },
  sheet: { state: "off", waiting: 0, leastLookMs: 700 },
} as const;

const ofSchool = <Project>(entry: Project) => ({ ...entry, schoolCode: "10559" });

test("counts the waiting tasks of one project, of a school or of all", () => {
  const queue: Queue = {
    ...counts,
    projects: [
      { ...project("a", 1), schoolCode: "10559" },
      { ...project("b", 2), schoolCode: "10559" },
      { ...project("c", 4), schoolCode: "10001" },
    ],
  };
  expect(countsOf(queue, { projectId: "b" }).waiting).toBe(2);
  expect(countsOf(queue, { schoolCode: "10559" }).waiting).toBe(3);
  expect(countsOf(queue, {}).waiting).toBe(7);
});

test("lists the most missed faults of the task's own project, and none for an unknown project", () => {
  const queue: Queue = { ...counts, projects: [project("a", 1), project("b", 2)].map(ofSchool) };
  expect(mostMissedOf(queue, "b")).toEqual(["glasses"]);
  expect(mostMissedOf(queue, "a")).toEqual([]);
  expect(mostMissedOf(queue, "c")).toEqual([]);
  expect(mostMissedOf(null, "b")).toEqual([]);
});
