import { expect, test } from "vitest";
import { beijingTime } from "../core/beijing-time.ts";
import { allRoles, isRole, staffRoles } from "../core/roles.ts";
import { projectStateAt } from "../projects/project-states.ts";
import { allErrorCodes, errors } from "./errors.ts";
import { isProblem, problemOf } from "./problem.ts";
import { problemSchema } from "./problem-schema.ts";

const placeholders = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("every error has a refusing status and kind words in both languages that fill the same gaps", () => {
  for (const code of allErrorCodes) {
    const { status, zh, en } = errors[code];
    expect(status === 0 ? code : status, code).toSatisfy(
      (value) => value === "network-unreachable" || (Number(value) >= 400 && Number(value) < 600),
    );
    expect(placeholders(en), code).toEqual(placeholders(zh));
    for (const words of [zh, en]) {
      expect(words, code).not.toMatch(/[!！]/);
      expect(words, code).toMatch(/[。.]$/);
    }
  }
});

test("a wrong last four says how many tries are left, in words and as a number", () => {
  const problem = problemOf("last-four-wrong", { attemptsLeft: 2 }, { language: "en", requestId: "r-1" });
  expect(problem).toMatchObject({ status: 422, code: "last-four-wrong", requestId: "r-1", attemptsLeft: 2 });
  expect(problem.words.zh).toContain("还可以试 2 次");
  expect(problem.detail).toBe(problem.words.en);
  expect(problemSchema.parse(problem)).toEqual(problem);
});

test("a lock tells its end in Beijing time and keeps the instant", () => {
  const lockedUntil = "2026-11-24T18:05:00.000Z";
  const problem = problemOf("last-four-locked", { lockedUntil }, { language: "zh", requestId: "r-1" });
  expect(problem.lockedUntil).toBe(lockedUntil);
  expect(problem.detail).toContain("2026-11-25 02:05（北京时间）");
});

test("a state is named in the language of the words", () => {
  const { words } = problemOf(
    "move-not-allowed",
    { state: { zh: "已关闭", en: "Closed" } },
    { language: "zh", requestId: null },
  );
  expect(words.zh).toContain("“已关闭”");
  expect(words.en).toContain("“Closed”");
});

test("words with gaps do not compile without what fills them", () => {
  // @ts-expect-error `retryAfterS` is missing
  const problem = problemOf("too-many-requests", {}, { language: "zh", requestId: null });
  expect(problem.retryAfterS).toBeUndefined();
});

test("a problem of a newer server is taken with its words, anything else is not", () => {
  expect(isProblem({ code: "not-yet-known", words: { zh: "请更新", en: "Please update" } })).toBe(true);
  for (const other of [null, undefined, "text", 5, [], {}, { code: "internal" }, { code: 1, words: {} }]) {
    expect(isProblem(other)).toBe(false);
  }
});

test("Beijing time crosses midnight and the year", () => {
  expect(beijingTime("2026-12-31T16:00:00Z")).toBe("2027-01-01 00:00");
  expect(() => beijingTime("soon")).toThrow(RangeError);
});

test("a project opens on its first instant and is closed on its last", () => {
  const window = { opensAt: new Date("2026-11-01T00:00:00Z"), closesAt: new Date("2026-12-01T00:00:00Z") };
  expect(projectStateAt(new Date("2026-10-31T23:59:59.999Z"), window)).toBe("upcoming");
  expect(projectStateAt(window.opensAt, window)).toBe("open");
  expect(projectStateAt(window.closesAt, window)).toBe("closed");
});

test("students, helpers, visitors and the system are not staff, and names of the language are no roles", () => {
  const others = ["anonymous", "student", "helper", "system"];
  expect(allRoles.filter((role) => !staffRoles.includes(role))).toEqual(others);
  for (const name of ["toString", "constructor", "__proto__", "admin", ""]) expect(isRole(name)).toBe(false);
});
