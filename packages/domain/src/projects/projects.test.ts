import { expect, test } from "vitest";
import { findDoubleCount, notStartedOf, type Place } from "./expected-numbers.ts";
import { fixedTermsOf } from "./project-states.ts";

const place = (department: string, major = "", className = ""): Place => ({
  department,
  major,
  className,
});

test("separate departments, majors and classes are not counted twice", () => {
  expect(
    findDoubleCount([
      place("文学院"),
      place("理学院", "数学"),
      place("理学院", "物理", "一班"),
      place("理学院", "", "专升本班"),
    ]),
  ).toBeNull();
});

test.each([
  ["a department and one of its classes", place("文学院"), place("文学院", "中文", "一班")],
  ["a department and one of its majors", place("文学院"), place("文学院", "中文")],
  ["a major and one of its classes", place("文学院", "中文"), place("文学院", "中文", "一班")],
  ["the whole school and a department", place(""), place("文学院")],
])("detects that %s count twice, in either order", (_, within, inner) => {
  expect(findDoubleCount([within, inner])).toEqual({ place: inner, within });
  expect(findDoubleCount([inner, within])).toEqual({ place: inner, within });
});

test.each([
  [place("文学院"), place("文学院")],
  [place("文学院", "", "1（2）班"), place(" 文学院", "", "1(2) 班")],
])("reports a place that is listed twice, also with other brackets and spaces", (first, second) => {
  expect(findDoubleCount([first, second])).toEqual({ place: second, within: null });
});

test("reports no number of students not started without an expected number, and never a negative one", () => {
  expect([notStartedOf(null, 3), notStartedOf(5, 3), notStartedOf(2, 3)]).toEqual([null, 2, 0]);
});

test("a school admin cannot change the terms that students agreed to, nor the spec and its file window", () => {
  const fixed = fixedTermsOf("school-admin", { before: "chsi-blue", after: "chsi-white" });
  expect(fixed).toEqual(
    expect.arrayContaining(["feeFen", "graduationYear", "refundRule", "specId", "fileMaxBytes"]),
  );
  expect(fixed).not.toContain("hotline");
  expect(fixed).not.toContain("closesAt");
});

test("an operator can change only the spec, to another of the same kind, together with its file window", () => {
  const moved = fixedTermsOf("operator", { before: "chsi-blue", after: "chsi-white" });
  expect(moved).toContain("feeFen");
  expect(moved).not.toContain("specId");
  expect(moved).not.toContain("fileMinBytes");
  expect(fixedTermsOf("operator", { before: "chsi-blue", after: "chsi-blue" })).toContain(
    "fileMinBytes",
  );
  expect(fixedTermsOf("operator", { before: "chsi-blue", after: "chsi-freshman" })).toContain(
    "specId",
  );
});
