import { expect, test } from "vitest";
import { csvOf, tabSeparated } from "./save-csv.ts";
import { splitText } from "./sheet/split-text.ts";

test("escapes cells for a spreadsheet: no cell acts as a formula, and none breaks its row", () => {
  expect(
    csvOf([
      ["学号", "人数"],
      ["=1+1", 3],
      ['a"b,c', null],
      ["＝x", 0],
    ]),
  ).toBe('\ufeff学号,人数\r\n\'=1+1,3\r\n"a""b,c",\r\n\'＝x,0\r\n');
});

test("copies cells so that they are pasted row by row", () => {
  expect(
    tabSeparated([
      ["1", "a\tb"],
      ["2", "c\nd"],
    ]),
  ).toBe("1\ta b\r\n2\tc d");
  expect(splitText(tabSeparated([['"甲"班', "b"]]))).toEqual([['"甲"班', "b"]]);
});
