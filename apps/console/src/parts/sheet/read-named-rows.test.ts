import { expect, test } from "vitest";
import { readNamedRows, type SheetColumn } from "./read-named-rows.ts";
import { splitText } from "./split-text.ts";

const columns: readonly SheetColumn<"code" | "name">[] = [
  { field: "code", title: { zh: "院校代码", en: "School code" }, pattern: /代码|code/ },
  { field: "name", title: { zh: "名称", en: "Name" }, pattern: /名|name/ },
];

const read = (text: string, chosen?: ReadonlyMap<"code" | "name", number>) => {
  const { rows, ...rest } = readNamedRows(splitText(text), columns, chosen);
  return { ...rest, rows: rows.map(({ line, cellOf }) => [line, cellOf("code"), cellOf("name")]) };
};

test("recognizes columns by their names in either language, in any order, with remarks in brackets", () => {
  const rows = [
    [2, "99990", "测试甲"],
    [4, "99991", ""],
  ];
  expect(read("学校名称,学校代码（5 位）\n测试甲,99990\n\n,99991").rows).toEqual(rows);
  expect(read("Name\tSchool code\n测试甲\t99990\n\n\t99991").rows).toEqual(rows);
});

test("reports unknown columns, and skips rows that are empty in all others", () => {
  expect(read("名称,备注\n测试甲,一\n,二")).toEqual({
    isNamed: true,
    isRead: true,
    unread: ["备注"],
    rows: [[2, "", "测试甲"]],
  });
});

test("reports a sheet without a header row, and reads it by the columns that the user selects", () => {
  const unread = { isNamed: false, isRead: false, rows: [], unread: [] };
  expect(read("99990,测试甲")).toEqual(unread);
  expect(read("")).toEqual(unread);
  const chosen = new Map([["code", 0] as const]);
  expect(read("99990,测试甲", chosen)).toEqual({
    ...unread,
    isRead: true,
    rows: [[1, "99990", ""]],
  });
  expect(read("名称,院校代码\n测试甲,99990", chosen).rows).toEqual([[2, "99990", "测试甲"]]);
});

test("a row without a required column is not a header row", () => {
  const needed = columns.map((column) => ({ ...column, needed: true as const }));
  expect(readNamedRows(splitText("名称\n测试甲"), needed).isRead).toBe(false);
  expect(readNamedRows(splitText("名称,代码\n测试甲,99990"), needed).isRead).toBe(true);
});

test("a title above the header row is not read as a column name", () => {
  expect(read("2027 年学校名单,\n学校名称,学校代码\n测试甲,99990").rows).toEqual([
    [3, "99990", "测试甲"],
  ]);
});
