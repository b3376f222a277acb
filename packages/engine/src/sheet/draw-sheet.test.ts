import { expect, test } from "vitest";
import { layOut } from "./layout.ts";
import { drawSheet, quarterTurned, under } from "./print-sheet.ts";

/** Two pixels, red over blue. */
const photo = { width: 1, height: 2, data: Uint8Array.from([255, 0, 0, 0, 0, 255]) };
const letters: Readonly<Record<string, string>> = { "255,0,0": "R", "0,0,255": "B", "255,255,255": "." };

const drawn = ({ width, height, data }: { width: number; height: number; data: Uint8Array }): string[] =>
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
  expect(layout && drawn(drawSheet(photo, layout))).toEqual(["+.+.+", "+++++", "+R+R+", "+B+B+", "+++++", "+.+.+"]);
});

test("places a strip below its photo", () => {
  expect(drawn(under(photo, { width: 1, height: 1, data: Uint8Array.from([255, 255, 255]) }))).toEqual(["R", "B", "."]);
});

test("rotates a quarter turn clockwise", () => {
  expect(drawn(quarterTurned(photo))).toEqual(["BR"]);
});
