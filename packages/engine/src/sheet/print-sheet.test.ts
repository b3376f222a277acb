import { papers } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { cutToShape, drawSheet, layOut, pixelsOf, quarterTurned, under } from "./print-sheet.ts";

const chsi = { width: 480, height: 640 };

test.each([
  ["6in", 4, true],
  ["5in", 4, true],
  ["A4", 25, false],
] as const)(
  "%s holds as many copies as fit, rotated if more fit that way",
  (paper, copies, turned) => {
    const { widthMm, heightMm } = papers[paper];
    const layout = layOut({ width: pixelsOf(widthMm), height: pixelsOf(heightMm) }, chsi);
    expect(layout && layout.columns * layout.rows).toBe(copies);
    expect(layout?.turned).toBe(turned);
  },
);

test("centres the copies on the sheet, one line apart", () => {
  const layout = layOut({ width: 1000, height: 700 }, chsi);
  expect(layout?.linesX).toEqual([18, 499, 980]);
  expect(layout?.linesY).toEqual([29, 670]);
});

test("returns no layout for a photo larger than the paper in both orientations", () => {
  expect(layOut({ width: 400, height: 500 }, chsi)).toBeNull();
});

/** Two pixels, red over blue. */
const photo = { width: 1, height: 2, data: Uint8Array.from([255, 0, 0, 0, 0, 255]) };
const letters: Readonly<Record<string, string>> = {
  "255,0,0": "R",
  "0,0,255": "B",
  "255,255,255": ".",
};

const drawn = ({
  width,
  height,
  data,
}: {
  width: number;
  height: number;
  data: Uint8Array;
}): string[] =>
  Array.from({ length: height }, (_, y) =>
    Array.from(
      { length: width },
      (_, x) =>
        letters[
          data
            .subarray(3 * (y * width + x))
            .slice(0, 3)
            .join()
        ] ?? "+",
    ).join(""),
  );

test("places copies between grey lines across the entire sheet", () => {
  const layout = layOut({ width: 5, height: 6 }, photo);
  expect(layout && drawn(drawSheet(photo, layout))).toEqual([
    "+.+.+",
    "+++++",
    "+R+R+",
    "+B+B+",
    "+++++",
    "+.+.+",
  ]);
});

test("places a strip below its photo", () => {
  expect(
    drawn(under(photo, { width: 1, height: 1, data: Uint8Array.from([255, 255, 255]) })),
  ).toEqual(["R", "B", "."]);
});

test("a copy of another shape loses both sides equally, or its lower edge, and never its upper edge", () => {
  expect(drawn(cutToShape(photo, { width: 1, height: 1 }))).toEqual(["R"]);
  const wide = quarterTurned(
    under(photo, { width: 1, height: 1, data: Uint8Array.from([255, 255, 255]) }),
  );
  expect(drawn(wide)).toEqual([".BR"]);
  expect(drawn(cutToShape(wide, { width: 1, height: 1 }))).toEqual(["B"]);
});

test("rotates a quarter turn clockwise", () => {
  expect(drawn(quarterTurned(photo))).toEqual(["BR"]);
});
