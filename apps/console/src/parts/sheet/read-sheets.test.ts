import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readSheets } from "./read-sheets.ts";
import { maxRows } from "./sheet.ts";
import { textRow, workbook } from "./testing/workbook.ts";

function cellsOf(bytes: Uint8Array): readonly (readonly string[])[] {
  const read = readSheets(bytes);
  if ("fault" in read) throw new Error(read.fault);
  return (read.sheets[0]?.rows ?? []).map(({ cells }) => cells);
}

test("reads texts from every part of a workbook, without phonetic annotations", () => {
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><t>一</t></r><r><t>班</t></r></is></c></row>' +
    '<row r="3"><c r="B3" t="str"><f>A1</f><v>文学院</v></c></row>';
  const bytes = workbook({ sheets: [{ rows }], shared: ["<t>学号</t><rPh><t>xuehao</t></rPh>"] });
  const read = readSheets(bytes);
  expect(read).toMatchObject({
    sheets: [
      {
        rows: [
          { line: 1, cells: ["学号", "", "一班"] },
          { line: 3, cells: ["", "文学院"] },
        ],
      },
    ],
  });
});

test("reads numbers digit by digit in every notation, with the leading zeros of their format", () => {
  const cell = (value: string, style = 0): string =>
    `<row><c s="${style}"><v>${value}</v></c></row>`;
  const rows = [
    cell("2023000001"),
    cell("2023000001.0"),
    cell("2.023E9"),
    cell("2.0230000010000001E9"),
    cell("23001", 1),
    cell("45292", 2),
    cell("2.5"),
    cell("2.0230001012345678E17"),
  ];
  expect(
    cellsOf(
      workbook({ sheets: [{ rows: rows.join("") }], formats: ["00000000", "yyyy-mm-dd"] }),
    ).flat(),
  ).toEqual([
    "2023000001",
    "2023000001",
    "2023000000",
    "2023000001",
    "00023001",
    "2024-01-01",
    "2.5",
    "2.02300010123457e+17",
  ]);
});

test("reads the last value of a formula, and the formula itself if it was never computed", () => {
  const rows =
    '<row><c><f>1+1</f><v>2</v></c><c><f>A1&amp;"x"</f></c><c t="e"><f>B9</f><v>#REF!</v></c></row>';
  expect(cellsOf(workbook({ sheets: [{ rows }] }))).toEqual([["2", '=A1&"x"', "#REF!"]]);
});

test("skips hidden and empty sheets, and resolves namespace prefixes and absolute paths", () => {
  const read = readSheets(
    workbook({
      sheets: [
        { name: "hidden", state: "hidden", rows: textRow(1, ["a"]) },
        { name: "empty", rows: "" },
        { name: "名单", rows: textRow(1, ["b"]) },
      ],
    }),
  );
  expect(read).toMatchObject({ sheets: [{ name: "名单" }] });
  const prefixed = zipSync({
    "xl/workbook.xml": strToU8(
      '<x:workbook xmlns:x="m" xmlns:rel="r"><x:sheets><x:sheet name="S" rel:id="a"/></x:sheets></x:workbook>',
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      '<Relationships><Relationship Id="a" Target="/xl/worksheets/s.xml"/></Relationships>',
    ),
    "xl/worksheets/s.xml": strToU8(
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    ),
  });
  expect(cellsOf(prefixed)).toEqual([["1"]]);
});

test("reads CSV in UTF-8, UTF-16 and GBK", () => {
  expect(cellsOf(strToU8("\ufeff学号,班级\n1,一班"))).toEqual([
    ["学号", "班级"],
    ["1", "一班"],
  ]);
  // 学号 in GBK.
  expect(cellsOf(new Uint8Array([0xd1, 0xa7, 0xba, 0xc5, 0x0a, 0x31]))).toEqual([["学号"], ["1"]]);
  expect(cellsOf(new Uint8Array([0xff, 0xfe, 0x66, 0x5b, 0xf7, 0x53]))).toEqual([["学号"]]);
});

test.each([
  ["nothing", new Uint8Array(), "empty"],
  ["blank lines", strToU8("\n\n , \n"), "empty"],
  ["an old or locked workbook", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), "old-excel"],
  [
    "a web page called a workbook",
    strToU8("<html><table><tr><td>1</td></tr></table></html>"),
    "web-page",
  ],
  ["a picture", new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), "no-sheet"],
  ["a ZIP of something else", zipSync({ "word/document.xml": strToU8("<x/>") }), "no-sheet"],
  ["half a workbook", workbook({ sheets: [{ rows: textRow(1, ["1"]) }] }).slice(0, 300), "broken"],
  ["broken XML", workbook({ sheets: [{ rows: "<row><c></row>" }] }), "broken"],
  [
    "an entity of its own",
    workbook({ sheets: [{ rows: "<row><c><v>&lol;</v></c></row>" }] }),
    "broken",
  ],
])("reports the kind of fault of %s", (_, bytes, fault) => {
  expect(readSheets(bytes)).toEqual({ fault });
});

test("does not unpack a part that declares an enormous size", () => {
  const bytes = workbook({ sheets: [{ rows: textRow(1, ["1"]) }] });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  // The uncompressed size in each entry of the directory.
  for (let at = 0; at + 46 < bytes.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x70000000, true);
  expect(readSheets(bytes)).toEqual({ fault: "too-large" });
});

test("truncates rows and columns beyond the limits, and allocates nothing for a distant row", () => {
  const rows = Array.from(
    { length: maxRows + 5 },
    (_, at) => `<row><c r="A${at + 1}"><v>${at}</v></c></row>`,
  ).join("");
  const read = readSheets(workbook({ sheets: [{ rows }] }));
  expect("sheets" in read && read.sheets[0]?.isCut).toBe(true);
  expect("sheets" in read && read.sheets[0]?.rows.length).toBe(maxRows);
  expect(
    cellsOf(
      workbook({
        sheets: [
          {
            rows: '<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576"><v>2</v></c></row>',
          },
        ],
      }),
    ),
  ).toEqual([["2"]]);
});
