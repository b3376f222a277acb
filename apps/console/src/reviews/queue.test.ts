import { expect, test, vi } from "vitest";
import { countsOf, type Queue } from "./queue.ts";

// It needs a browser, and nothing is asked here.
vi.mock("../lib/use-answer.ts", () => ({ useAnswer: () => ({}) }));

const project = (projectId: string, waiting: number) => ({
  projectId,
  schoolName: "暨南大学",
  categoryLabel: { zh: "普通本科", en: "Undergraduate" },
  graduationYear: 2031,
  waiting,
  dueToday: 0,
  overdue: 0,
});
const counts = { waiting: 7, dueToday: 0, overdue: 0, forSenior: 0 };

test("what waits is counted of one project, of all of a school, or of all", () => {
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
