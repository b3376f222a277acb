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

const whole = { department: "文学院", major: "汉语言", className: "一班", expected: 42 };

test("the headings next to the numbers count, not the joined ones above them", () => {
  for (const joined of ["学院信息\t\t\t毕业生人数\t\t", "\t\t\t毕业生人数\t\t", "院系\t\t\t2026届毕业生人数\t\t"]) {
    for (const below of [
      "院系\t专业\t班级\t男\t女\t合计",
      "所在学院\t专业名称\t班级名称\t男生\t女生\t总数",
      "开课院系\t专业名\t班名\t男\t女\t合计",
    ])
      expect(read(`${joined}\n${below}\n文学院\t汉语言\t一班\t20\t22\t42\n`)).toEqual({
        numbers: [whole],
        faults: [],
        sums: 0,
      });
  }
  const again = read("院系\t班级\t人数\t\t\n院系\t班级\t男生\t女生\t总数\n文学院\t一班\t20\t22\t42\n");
  expect(again).toEqual({ numbers: [{ ...whole, major: "" }], faults: [], sums: 0 });
});

test("a heading that is joined downwards stands for the empty cell below it", () => {
  const { numbers, faults } = read("院系\t班级信息\t人数\t\n\t专业\t班级\t人数\n文学院\t汉语言\t一班\t42\n");
  expect([numbers, faults]).toEqual([[whole], []]);
});

test("a title beside who filled the sheet in is no heading, with headings below it or without", () => {
  const title = "2026届毕业生人数统计\t\t\t填报单位：文学院\n";
  const row = "文学院\t汉语言\t一班\t42\n";
  expect(read(`${title}院系\t专业\t班级\t人数\n${row}`)).toMatchObject({ numbers: [whole], faults: [] });
  expect(read(`${title}${row}`)).toMatchObject({ numbers: [whole], faults: [{ line: 1, why: "no-number" }] });
});

test("the place whose number is still open is told below headings, in whichever words", () => {
  for (const open of ["人数待定", "人数另报", "人数见附件"]) {
    const { numbers, faults } = read(`院系\t人数\n数学学院\t${open}\n文学院\t40\n`);
    expect(numbers.map(({ department, expected }) => [department, expected])).toEqual([["文学院", 40]]);
    expect(faults).toEqual([{ line: 2, text: `数学学院 ${open}`, why: "no-number" }]);
  }
});

test("院（系） is a heading as 院系 is", () => {
  for (const heading of ["院（系）", "院(系)", "学院（系）"]) {
    expect(read(`${heading}\t人数（人）\n文学院\t42\n`).numbers).toEqual([{ ...whole, major: "", className: "" }]);
  }
});

test("headings typed by hand may speak of the year or of statistics", () => {
  for (const typed of ["学院 2026届人数", "院系 人数统计", "系 2026届毕业生人数统计表"]) {
    const { numbers, faults } = read(`${typed}\n文学院 40\n理学院 30\n`);
    expect(numbers.map(({ department, expected }) => [department, expected])).toEqual([
      ["文学院", 40],
      ["理学院", 30],
    ]);
    expect(faults).toEqual([]);
  }
  const { numbers } = read("专业 班级 2026届人数\n汉语言 一班 42\n");
  expect(numbers).toEqual([{ ...whole, department: "" }]);
});

test("a title of numbers alone in its row says nothing of the columns below it", () => {
  for (const title of ["各学院毕业生人数", "2026届毕业生人数统计表"]) {
    const { numbers, faults } = read(`${title}\n文学院\t一班\t42\n`);
    expect([numbers, faults]).toEqual([[{ ...whole, major: "" }], []]);
  }
  expect(read("人数\n1200\n").numbers).toEqual([{ department: "", major: "", className: "", expected: 1200 }]);
});

test("a number before a name is left out only where the numbers run from 1 on", () => {
  const departmentsOf = (text: string) => read(text).numbers.map(({ department }) => department);
  expect(departmentsOf("21 软件工程 30\n22 软件工程 31\n")).toEqual(["21 软件工程", "22 软件工程"]);
  expect(departmentsOf("24 计算机1班 30\n")).toEqual(["24 计算机1班"]);
  expect(departmentsOf("本科 40\n3 年制专科 30\n")).toEqual(["本科", "3 年制专科"]);
  expect(departmentsOf("1、文学院 40\n理学院 20\n2、工学院 30\n合计 90\n")).toEqual(["文学院", "理学院", "工学院"]);
});

test("running numbers of pasted rows are left out, before a name and in a cell of their own below a title", () => {
  const expected = [
    ["文学院", "一班", 40],
    ["文学院", "二班", 41],
    ["理学院", "一班", 30],
  ];
  for (const rows of [
    "1、文学院\t一班\t40\n2、文学院\t二班\t41\n3、理学院\t一班\t30\n合计\t\t111\n",
    "2026届毕业生人数统计\n1\t文学院\t一班\t40\n2\t文学院\t二班\t41\n3\t理学院\t一班\t30\n合计\t\t\t111\n",
    "1\t文学院\t一班\t40\n\t\t二班\t41\n2\t理学院\t一班\t30\n",
  ]) {
    const { numbers, faults } = read(rows);
    expect(numbers.map(({ department, className, expected }) => [department, className, expected])).toEqual(expected);
    expect(faults).toEqual([]);
  }
  expect(read("1、文学院\t40\n2、理学院\t30\n").numbers.map(({ department }) => department)).toEqual([
    "文学院",
    "理学院",
  ]);
  const classes = read("班级\t院系\t人数\n1\t文学院\t40\n2\t文学院\t41\n").numbers;
  expect(classes.map(({ className }) => className)).toEqual(["1", "2"]);
});
