import { expect, test } from "vitest";
import { findUnmatchedNames } from "./unmatched-names.ts";

const row = (name: string, expected: number | null, total: number) => ({ name, expected, total });
const unmatchedIn = (...rows: readonly ReturnType<typeof row>[]) => findUnmatchedNames(rows, ({ name }) => name);

test("lists names without students next to names without a number, since they may be the same place", () => {
  expect(unmatchedIn(row("信息学院", 120, 0), row("信息科学技术学院", null, 6), row("文学院", 30, 3))).toEqual({
    entered: ["信息学院"],
    registered: ["信息科学技术学院"],
  });
});

test("lists nothing if every name with students has a number, or none has", () => {
  expect(unmatchedIn(row("信息学院", 120, 0), row("文学院", 30, 3))).toBeNull();
  expect(unmatchedIn(row("信息学院", null, 5), row("文学院", null, 3))).toBeNull();
  expect(unmatchedIn(row("信息学院", 120, 0), row("", null, 3))).toBeNull();
});
