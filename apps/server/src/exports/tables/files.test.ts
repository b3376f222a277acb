import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { byteOrderMark, csvFile, csvLine } from "./csv.ts";
import type { Cell } from "./table.ts";
import { xlsxFile } from "./xlsx.ts";

async function* pagesOf(...pages: Cell[][][]) {
  yield* pages;
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

test("CSV begins with a byte order mark, ends lines as in RFC 4180 and quotes values that need it", async () => {
  const file = await bytesOf(
    csvFile(["甲", "乙"], pagesOf([['say "yes"', "a,b"]], [["two\nlines", null]])),
  );
  expect(file.toString()).toBe(`${byteOrderMark}甲,乙\r\n"say ""yes""","a,b"\r\n"two\nlines",\r\n`);
});

test.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  " =1",
  "\u3000=1",
  "＝1+1",
  "＠SUM(A1)",
])("the text %j cannot act as a formula", (text) => {
  expect(csvLine([text])).toMatch(/^"?'/);
});

test("numbers stay numbers, including negative ones", () => {
  expect(csvLine([-25, 0.5])).toBe("-25,0.5\r\n");
});

const textOf = (file: Buffer, name: string): string =>
  Buffer.from(unzipSync(file)[name] ?? []).toString();

test("a workbook stores text as text and numbers as numbers, and removes characters invalid in XML", async () => {
  const file = await bytesOf(
    xlsxFile(["甲"], pagesOf([["=1+1"], [12.5], [null], ["<a>&\u0001\ud800b"]]), "表"),
  );
  const sheet = textOf(file, "xl/worksheets/sheet1.xml");
  expect(sheet).toContain('<is><t xml:space="preserve">=1+1</t></is>');
  expect(sheet).toContain("<row><c><v>12.5</v></c></row><row><c/></row>");
  expect(sheet).toContain("&lt;a&gt;&amp;b<");
  expect(sheet).not.toContain("<f>");
  expect(textOf(file, "[Content_Types].xml")).toContain("/xl/worksheets/sheet1.xml");
});

test("rows beyond the sheet limit continue on another sheet with its own heading", async () => {
  const page = [["a"], ["b"], ["c"]];
  const file = await bytesOf(xlsxFile(["甲"], pagesOf(page, page, page), "证照[名单]", 6));
  const rowsOf = (name: string): number => textOf(file, name).match(/<row>/g)?.length ?? 0;
  expect([rowsOf("xl/worksheets/sheet1.xml"), rowsOf("xl/worksheets/sheet2.xml")]).toEqual([7, 4]);
  expect(textOf(file, "xl/workbook.xml").match(/<sheet /g)).toHaveLength(2);
});

test("each page is written before the next one is requested", async () => {
  let pagesRead = 0;
  async function* pages() {
    for (; pagesRead < 100; pagesRead++)
      yield Array.from({ length: 500 }, (_, row) => [`${pagesRead}-${row}`]);
  }
  const pieces = xlsxFile(["甲"], pages(), "表");
  for (let taken = 1; taken <= 10; taken++) {
    await pieces.next();
    expect(pagesRead).toBeLessThan(taken + 1);
  }
});
