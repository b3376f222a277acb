import { expect, test } from "vitest";
import type { Sheet } from "../parts/sheet/sheet.ts";
import { compareWithStarted, findListPlan, planForColumn, readStudentNumber } from "./list-plan.ts";

const sheet = (...rows: readonly (readonly string[])[]): Sheet => ({
  name: "",
  isCut: false,
  rows: rows.map((cells, at) => ({ line: at + 1, cells })),
});

function compared(list: Sheet, numbers: readonly string[]) {
  const plan = findListPlan(list);
  if (plan === null) throw new Error("No column was found");
  return compareWithStarted(list.rows, plan, numbers);
}

test.each([
  ["2023000001", "2023000001"],
  [" 2023 000001\u200b", "2023000001"],
  ["２０２３００００１", "202300001"],
  ["2023000001.0", "2023000001"],
  ["2.023000001E9", "2023000001"],
  ["2.023000001e+09", "2023000001"],
  ['="0023001"', "0023001"],
  ["'0023001", "0023001"],
  ["x2023-01", "X2023-01"],
])("reads %j as the student number %s", (cell, number) => {
  expect(readStudentNumber(cell)).toEqual({ number });
});

test.each([
  ["2.023E+09", "digits-lost"],
  ["2.02300010123457e+17", "digits-lost"],
  ["=A1&B1", "formula"],
  ["#N/A", "fault-value"],
  ["2023.5", "no-number"],
  ["张三", "no-number"],
  ["-", "no-number"],
])("reports %j as %s", (cell, fault) => {
  expect(readStudentNumber(cell)).toEqual({ fault });
});

test("reports students who have not started with their own row, and skips titles above the header", () => {
  const list = sheet(
    ["2027 届毕业生名单"],
    ["序号", "姓名", "学 号", "班级"],
    ["1", "甲", "2023001", "一班"],
    ["2", "乙", "2023002", "一班"],
    ["3", "丙", "", "二班"],
  );
  expect(compared(list, ["2023001", "2099999"])).toMatchObject({
    notBegun: [{ line: 4, cells: ["2", "乙", "2023002", "一班"] }],
    begun: 1,
    empty: 1,
    others: 1,
    faults: [],
  });
});

test("a title that mentions student numbers is not a header row", () => {
  const list = sheet(
    ["2027 届毕业生名单（按学号排序）"],
    ["序号", "学号", "姓名"],
    ["1", "2023001", "甲"],
    ["2", "2023002", "乙"],
  );
  expect(findListPlan(list)).toEqual({ headingAt: 1, column: 1 });
  expect(compared(list, ["2023001"])).toMatchObject({
    begun: 1,
    faults: [],
    notBegun: [{ line: 4 }],
  });
});

test("lets the user select the column if no header names it", () => {
  const list = sheet(["甲", "2023001", "13800000000"], ["乙", "2023002", ""]);
  expect(findListPlan(list)).toBeNull();
  expect(findListPlan(sheet(["2023001"], ["2023002"])), "the only column").toEqual({
    headingAt: null,
    column: 0,
  });
  expect(findListPlan(sheet(["说明"], ["请填学号。"])), "explanations").toBeNull();
  expect(planForColumn(list.rows, 1)).toEqual({ headingAt: null, column: 1 });
  expect(planForColumn(sheet(["名单"], ["学生"], ["2023001"]).rows, 0)).toEqual({
    headingAt: 1,
    column: 0,
  });
});

test("restores leading zeros dropped by a spreadsheet if exactly one number fits", () => {
  const list = sheet(["学号"], ["23001"], ["123"], ["0099"]);
  const { begun, withoutZeros, faults, notBegun } = compared(list, [
    "0023001",
    "0123",
    "00123",
    "99",
  ]);
  expect({ begun, withoutZeros }).toEqual({ begun: 2, withoutZeros: 2 });
  expect(faults.map(({ cell, why }) => [cell, why])).toEqual([["123", "many"]]);
  expect(notBegun).toEqual([]);
});

test("counts a repeated number once, and reports unreadable ones with their row", () => {
  const list = sheet(["学号"], ["2023001"], ["2023001"], ["2.023E+06"], ["无"]);
  const { notBegun, twice, faults } = compared(list, []);
  expect(notBegun.map(({ line }) => line)).toEqual([2]);
  expect(twice.map(({ line }) => line)).toEqual([3]);
  expect(faults.map(({ row, why }) => [row.line, why])).toEqual([
    [4, "digits-lost"],
    [5, "no-number"],
  ]);
});

test("compares a list of 60,000 with as many students who have started", () => {
  const numbers = Array.from({ length: 60_000 }, (_, at) => String(2_023_000_000 + at));
  const list = sheet(["学号"], ...numbers.map((number) => [number]));
  expect(
    compared(
      list,
      numbers.filter((_, at) => at % 2 === 0),
    ),
  ).toMatchObject({ begun: 30_000, others: 0 });
});
