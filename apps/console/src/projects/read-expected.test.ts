import { expect, test } from "vitest";
import { readNamedRows } from "../parts/sheet/read-named-rows.ts";
import { splitText } from "../parts/sheet/split-text.ts";
import {
  chosenNumbers,
  type ExpectedField,
  expectedColumns,
  findUnmatchedNames,
  mergeNumbers,
  readExpected,
} from "./read-expected.ts";

function read(text: string, chosen?: ReadonlyMap<ExpectedField, number>) {
  const { isNamed, rows } = readNamedRows(splitText(text), expectedColumns, chosen);
  return { isNamed, ...readExpected(rows, !isNamed) };
}

const complete = { department: "文学院", major: "汉语言文学", className: "中文一班", expected: 40 };

test.each([
  "序号\t人数\t班级\t所在学院\t专业名称\n1\t40\t中文一班\t文学院\t汉语言文学\n",
  "暨南大学2026届毕业生人数统计表\n院（系）,专业,班级名称,毕业生人数（人）\n文学院,汉语言文学,中文一班,40\n",
  "Department\tMajor\tClass\tExpected\n文学院\t汉语言文学\t中文一班\t40\n",
])("reads a sheet by its column names, in any order, with titles above them: %j", (text) => {
  expect(read(text)).toMatchObject({ isNamed: true, numbers: [complete], faults: [] });
});

test.each(["文学院,一班,40\n", "院系,班级\n文学院,一班\n", "数学学院\t人数待定\n文学院\t40\n"])(
  "does not guess the columns of a sheet without a name for its numbers: %j",
  (text) => {
    expect(read(text)).toMatchObject({ isNamed: false, numbers: [] });
  },
);

test("reads user-selected columns, and reports faults only after the first number", () => {
  const chosen = new Map([
    ["department", 1],
    ["expected", 3],
  ] as const);
  const text = "2026届统计\n编号,学院信息,男,总\n1,文学院,20,42\n2,理学院,9,待定\n";
  expect(read(text, chosen)).toEqual({
    isNamed: false,
    numbers: [{ department: "文学院", major: "", className: "", expected: 42 }],
    faults: [{ line: 4, text: "理学院 待定", why: "no-number" }],
    sums: 0,
  });
});

test("fills cells that were merged with the value above, and skips sums", () => {
  const { numbers, sums } = read(
    "院系\t专业\t班级\t应采\n文学院\t中文\t一班\t40\n\t\t二班\t41\n\t新闻\t一班\t30\n\t\t小计\t111\n合计\t\t\t111\n",
  );
  expect(numbers.map(({ department, major, className }) => [department, major, className])).toEqual(
    [
      ["文学院", "中文", "一班"],
      ["文学院", "中文", "二班"],
      ["文学院", "新闻", "一班"],
    ],
  );
  expect(sums).toBe(2);
  expect(read("院系\t人数\n文学院小计\t30\n共计\t30\n").sums).toBe(2);
});

test("reads full-width digits, 人 and thousands separators as numbers, and reports other values with their row", () => {
  const { numbers, faults } = read(
    "院系\t人数\nA\t４０\nB\t40人\nC\t1，040\nD\t40.0\nE\t四十\nF\t-3\nG\t3.5\nH\t999999\n",
  );
  expect(numbers.map(({ expected }) => expected)).toEqual([40, 40, 1040, 40]);
  expect(faults.map(({ line, why }) => [line, why])).toEqual([
    [6, "no-number"],
    [7, "no-number"],
    [8, "no-number"],
    [9, "too-many-people"],
  ]);
});

test("shortens a long line in its fault", () => {
  const [fault] = read(`院系\t人数\n${"文".repeat(300)}\t若干\n`).faults;
  expect(fault).toEqual({ line: 2, text: `${"文".repeat(40)}…`, why: "no-number" });
});

test("merges two edits of the numbers place by place; a place that the chosen version deleted is left out", () => {
  const number = (department: string, expected: number) => ({
    department,
    major: "",
    className: "",
    expected,
  });
  const base = [number("文学院", 40), number("理学院", 30), number("法学院", 20)];
  const entered = [number("文学院", 41), number("理学院", 30), number("法学院", 20)];
  const saved = [number("文学院", 42), number("理学院", 31), number("工学院", 10)];
  const { places, merge } = mergeNumbers({ base, entered, saved }, ({ department }) => department);
  expect(merge.choices.map(({ label, from }) => [label, from])).toEqual([
    ["文学院", "entered"],
    ["理学院", "saved"],
    ["法学院", "saved"],
    ["工学院", "saved"],
  ]);
  expect(chosenNumbers(places, merge)).toEqual([
    number("文学院", 41),
    number("理学院", 31),
    number("工学院", 10),
  ]);
});

test("reads 全校 as the whole school, which has an empty name", () => {
  expect(read("院系\t人数\n全校\t50\n").numbers).toEqual([
    { department: "", major: "", className: "", expected: 50 },
  ]);
});

const row = (name: string, expected: number | null, total: number) => ({ name, expected, total });
const unmatchedIn = (...rows: readonly ReturnType<typeof row>[]) =>
  findUnmatchedNames(rows, ({ name }) => name);

test("lists names without students next to names without a number, since they may be the same place", () => {
  expect(
    unmatchedIn(row("信息学院", 120, 0), row("信息科学技术学院", null, 6), row("文学院", 30, 3)),
  ).toEqual({
    entered: ["信息学院"],
    registered: ["信息科学技术学院"],
  });
});

test("lists nothing if every name with students has a number, or none has", () => {
  expect(unmatchedIn(row("信息学院", 120, 0), row("文学院", 30, 3))).toBeNull();
  expect(unmatchedIn(row("信息学院", null, 5), row("文学院", null, 3))).toBeNull();
  expect(unmatchedIn(row("信息学院", 120, 0), row("", null, 3))).toBeNull();
});
