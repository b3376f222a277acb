import { papers } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { layOut, pixelsOf } from "./layout.ts";

const chsi = { width: 480, height: 640 };

test.each([
  ["6in", 4, true],
  ["5in", 4, true],
  ["A4", 25, false],
] as const)("%s holds as many copies as fit, rotated if more fit that way", (paper, copies, turned) => {
  const { widthMm, heightMm } = papers[paper];
  const layout = layOut({ width: pixelsOf(widthMm), height: pixelsOf(heightMm) }, chsi);
  expect(layout && layout.columns * layout.rows).toBe(copies);
  expect(layout?.turned).toBe(turned);
});

test("centres the copies on the sheet, one line apart", () => {
  const layout = layOut({ width: 1000, height: 700 }, chsi);
  expect(layout?.linesX).toEqual([18, 499, 980]);
  expect(layout?.linesY).toEqual([29, 670]);
});

test("returns no layout for a photo larger than the paper in both orientations", () => {
  expect(layOut({ width: 400, height: 500 }, chsi)).toBeNull();
});
