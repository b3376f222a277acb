import { expect, test } from "vitest";
import { findUnmatchedNames } from "./unmatched-names.ts";

const row = (name: string, expected: number | null, total: number) => ({ name, expected, total });
const apart = (...rows: readonly ReturnType<typeof row>[]) => findUnmatchedNames(rows, ({ name }) => name);

test("a name without students is told beside one without a number, for they may be the same place", () => {
  expect(apart(row("信息学院", 120, 0), row("信息科学技术学院", null, 6), row("文学院", 30, 3))).toEqual({
    entered: ["信息学院"],
    registered: ["信息科学技术学院"],
  });
});

test("nothing is told where every name with students has its number, or none has", () => {
  expect(apart(row("信息学院", 120, 0), row("文学院", 30, 3))).toBeNull();
  expect(apart(row("信息学院", null, 5), row("文学院", null, 3))).toBeNull();
  expect(apart(row("信息学院", 120, 0), row("", null, 3))).toBeNull();
});
