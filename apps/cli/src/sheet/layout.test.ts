import { expect, test } from "vitest";
import { layOut, papersMm, pixelsOf, type Size } from "./layout.ts";

const chsi = { width: 480, height: 640 };
const sheetOf = ({ width, height }: Size): Size => ({ width: pixelsOf(width), height: pixelsOf(height) });

test.each([
  ["6in", papersMm["6in"], 4, true],
  ["5in", papersMm["5in"], 4, true],
  ["A4", papersMm.A4, 25, false],
])("%s takes as many copies as fit, turned when more fit that way", (_, paper, copies, turned) => {
  const layout = layOut(sheetOf(paper), chsi);
  expect(layout && layout.columns * layout.rows).toBe(copies);
  expect(layout?.turned).toBe(turned);
});

test("copies lie inside the sheet, in its middle, one line apart", () => {
  const layout = layOut({ width: 1000, height: 700 }, chsi);
  expect(layout?.linesX).toEqual([18, 499, 980]);
  expect(layout?.linesY).toEqual([29, 670]);
});

test("nothing is laid out when the photo is larger than the paper both ways", () => {
  expect(layOut({ width: 400, height: 500 }, chsi)).toBeNull();
});
