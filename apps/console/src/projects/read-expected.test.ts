import { expect, test } from "vitest";
import { splitText } from "../parts/sheet/split-text.ts";
import { readExpected } from "./read-expected.ts";

const read = (text: string) => readExpected(splitText(text));

test("a sheet with headings is read by them, in whichever order its columns stand", () => {
  const { numbers, faults } = read("序号\t人数\t班级\t所在学院\t专业名称\n1\t40\t中文一班\t文学院\t汉语言文学\n");
  expect(numbers).toEqual([{ department: "文学院", major: "汉语言文学", className: "中文一班", expected: 40 }]);
  expect(faults).toEqual([]);
});

test("without headings a row is department, class and number, with a major between them where it has four cells", () => {
  expect(read("文学院,40\n理学院,数学一班,31\n工学院,机械,机械一班,28\n").numbers).toEqual([
    { department: "文学院", major: "", className: "", expected: 40 },
    { department: "理学院", major: "", className: "数学一班", expected: 31 },
    { department: "工学院", major: "机械", className: "机械一班", expected: 28 },
  ]);
  expect(read("1200").numbers).toEqual([{ department: "", major: "", className: "", expected: 1200 }]);
});

test("what joined cells leave empty is what stands above; sums are left out", () => {
  const { numbers, sums } = read(
    "院系\t专业\t班级\t应采\n文学院\t中文\t一班\t40\n\t\t二班\t41\n\t新闻\t一班\t30\n\t\t小计\t111\n合计\t\t\t111\n",
  );
  expect(numbers.map(({ department, major, className }) => [department, major, className])).toEqual([
    ["文学院", "中文", "一班"],
    ["文学院", "中文", "二班"],
    ["文学院", "新闻", "一班"],
  ]);
  expect(sums).toBe(2);
});

test("full-width digits, 人 and thousands are numbers; what is none is told with its line", () => {
  const { numbers, faults } = read(
    "A\t４０\nB\t40人\nC\t1，040\nD\t40.0\nE\t四十\nF\t-3\nG\t3.5\nH\t1\t2\t3\t4\t5\nI\t999999\n",
  );
  expect(numbers.map(({ expected }) => expected)).toEqual([40, 40, 1040, 40]);
  expect(faults.map(({ line, why }) => [line, why])).toEqual([
    [5, "no-number"],
    [6, "no-number"],
    [7, "no-number"],
    [8, "too-many-cells"],
    [9, "too-many-people"],
  ]);
});

test("titles above the headings are passed over, also one that speaks of numbers", () => {
  const { numbers, faults } = read(
    "暨南大学2026届毕业生人数统计表\n制表：教务处\n院系\t班级\t人数\n文学院\t一班\t40\n",
  );
  expect(numbers).toEqual([{ department: "文学院", major: "", className: "一班", expected: 40 }]);
  expect(faults).toEqual([]);
});

test("what is typed by hand has its cells behind spaces or a colon", () => {
  const { numbers, faults } = read("院系 班级 人数\n文学院 中文一班 40\n理学院　数学一班　31人\n");
  expect(faults).toEqual([]);
  expect(numbers.map(({ department, className, expected }) => [department, className, expected])).toEqual([
    ["文学院", "中文一班", 40],
    ["理学院", "数学一班", 31],
  ]);
  expect(read("文学院：40\nForeign Languages 30\n").numbers.map(({ department }) => department)).toEqual([
    "文学院",
    "Foreign Languages",
  ]);
});

test("nobody is counted twice by a row of sums, however it is called, nor half by a column of men", () => {
  const { numbers, sums } = read("院系\t班级\t人数\n文学院\t一班\t30\n文学院小计\t\t30\n共计\t\t30\n");
  expect([numbers.length, sums]).toEqual([1, 2]);
  const [whole] = read("全校\t50\n文学院\t50\n").numbers;
  expect(whole).toEqual({ department: "", major: "", className: "", expected: 50 });
  expect(read("班级\t男生人数\t女生人数\t合计\n一班\t20\t22\t42\n").numbers.map(({ expected }) => expected)).toEqual([
    42,
  ]);
});

test("rows that are counted in their first cell do not have the count for a department", () => {
  const { numbers } = read("1\t文学院\t一班\t40\n2\t文学院\t二班\t41\n合计\t\t\t81\n");
  expect(numbers.map(({ department, className }) => [department, className])).toEqual([
    ["文学院", "一班"],
    ["文学院", "二班"],
  ]);
});

test("a row below the headings is none itself, whatever it says in the place of its number: it is told", () => {
  const { numbers, faults } = read("院系\t人数\n数学学院\t人数另报\n文学院\t40\n");
  expect(numbers.map(({ department }) => department)).toEqual(["文学院"]);
  expect(faults).toEqual([{ line: 2, text: "数学学院 人数另报", why: "no-number" }]);
  expect(read("院系 人数\n数学学院 人数另报\n文学院 40\n").faults).toHaveLength(1);
});

test("of men, women and both below one joined heading, both are expected", () => {
  for (const both of ["合计", "人数"]) {
    const { numbers, faults, sums } = read(
      `院系\t班级\t毕业生人数\t\t\n\t\t男\t女\t${both}\n文学院\t一班\t20\t22\t42\n\t二班\t10\t20\t30\n`,
    );
    expect(numbers.map(({ className, expected }) => [className, expected])).toEqual([
      ["一班", 42],
      ["二班", 30],
    ]);
    expect([faults, sums]).toEqual([[], 0]);
  }
});

test("a number that is still open makes no heading of its row, also where there are no headings", () => {
  const { numbers, faults } = read("数学学院\t人数待定\n文学院\t40\n");
  expect(numbers.map(({ department }) => department)).toEqual(["文学院"]);
  expect(faults.map(({ line, why }) => [line, why])).toEqual([[1, "no-number"]]);
});

test("a title with spaces between its words is no heading, and one typed above pasted rows is", () => {
  const sheet = read("暨南大学 2026届各学院 毕业生人数\n院系\t班级\t人数\n文学院\t一班\t40\n");
  expect(sheet).toMatchObject({ numbers: [{ department: "文学院", className: "一班", expected: 40 }], faults: [] });
  const pasted = read("院系 班级 学制 人数\n文学院\t一班\t四年\t40\n");
  expect(pasted).toMatchObject({ numbers: [{ department: "文学院", className: "一班", expected: 40 }], faults: [] });
});

test("numbering that was typed before a name is not part of it, and a class that begins with a number keeps it", () => {
  const departmentsOf = (text: string) => read(text).numbers.map(({ department }) => department);
  expect(departmentsOf("1 外国语学院 40\n2、文学院 30\n(3) 理学院 20\n4. Law School 10\n")).toEqual([
    "外国语学院",
    "文学院",
    "理学院",
    "Law School",
  ]);
  const { numbers, faults, sums } = read("序号 院系 班级 人数\n1 文学院 一班 40\n2 文学院 2班 30\n合计 70\n");
  expect(numbers.map(({ department, className, expected }) => [department, className, expected])).toEqual([
    ["文学院", "一班", 40],
    ["文学院", "2班", 30],
  ]);
  expect([faults, sums]).toEqual([[], 1]);
  expect(departmentsOf("1 班 40\n2026 软件工程 30\n")).toEqual(["1 班", "2026 软件工程"]);
});
