import { expect, test } from "vitest";
import { beijingTime } from "../core/beijing-time.ts";
import { allRoles, isRole, staffRoles } from "../core/roles.ts";
import { projectStateAt } from "../projects/project-states.ts";
import { allErrorCodes, errors } from "./errors.ts";
import { isProblem, problemOf } from "./problem.ts";
import { problemSchema } from "./problem-schema.ts";

const placeholders = (words: string) =>
  [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("every error has an error status and texts in both languages with the same placeholders", () => {
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

test("a wrong last-four problem has the number of remaining attempts in its text and as a number", () => {
  const problem = problemOf(
    "last-four-wrong",
    { attemptsLeft: 2 },
    { language: "en", requestId: "r-1" },
  );
  expect(problem).toMatchObject({
    status: 422,
    code: "last-four-wrong",
    requestId: "r-1",
    attemptsLeft: 2,
  });
  expect(problem.words.zh).toContain("还可以试 2 次");
  expect(problem.detail).toBe(problem.words.en);
  expect(problemSchema.parse(problem)).toEqual(problem);
});

test("a lockout problem has its end in Beijing time in the text, and as an instant in a field", () => {
  const lockedUntil = "2026-11-24T18:05:00.000Z";
  const problem = problemOf(
    "last-four-locked",
    { lockedUntil },
    { language: "zh", requestId: "r-1" },
  );
  expect(problem.lockedUntil).toBe(lockedUntil);
  expect(problem.detail).toContain("2026-11-25 02:05（北京时间）");
});

test("a problem names a state in the language of each text", () => {
  const { words } = problemOf(
    "move-not-allowed",
    { state: { zh: "已关闭", en: "Closed" } },
    { language: "zh", requestId: null },
  );
  expect(words.zh).toContain("“已关闭”");
  expect(words.en).toContain("“Closed”");
});

test("a problem without a value for a placeholder of its text does not compile", () => {
  // @ts-expect-error `retryAfterS` is missing
  const problem = problemOf("too-many-requests", {}, { language: "zh", requestId: null });
  expect(problem.retryAfterS).toBeUndefined();
});

test("accepts a problem from a newer server, and rejects any notAProblem value", () => {
  expect(isProblem({ code: "not-yet-known", words: { zh: "请更新", en: "Please update" } })).toBe(
    true,
  );
  for (const notAProblem of [
    null,
    undefined,
    "text",
    5,
    [],
    {},
    { code: "internal" },
    { code: 1, words: {} },
  ]) {
    expect(isProblem(notAProblem)).toBe(false);
  }
});

test("beijingTime converts across midnight and the turn of the year", () => {
  expect(beijingTime("2026-12-31T16:00:00Z")).toBe("2027-01-01 00:00");
  expect(() => beijingTime("soon")).toThrow(RangeError);
});

test("a project is open from its first instant and closed from its last", () => {
  const window = {
    opensAt: new Date("2026-11-01T00:00:00Z"),
    closesAt: new Date("2026-12-01T00:00:00Z"),
  };
  expect(projectStateAt(new Date("2026-10-31T23:59:59.999Z"), window)).toBe("upcoming");
  expect(projectStateAt(window.opensAt, window)).toBe("open");
  expect(projectStateAt(window.closesAt, window)).toBe("closed");
});

test("students, helpers, visitors, schools' systems and the system are not staff, and inherited property names are not roles", () => {
  const others = ["anonymous", "student", "helper", "school-system", "system"];
  expect(allRoles.filter((role) => !staffRoles.includes(role))).toEqual(others);
  for (const name of ["toString", "constructor", "__proto__", "admin", ""])
    expect(isRole(name)).toBe(false);
});
