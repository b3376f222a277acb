/** Tests of the position of the band of unknown pixels. */
import { describe, expect, it } from "vitest";
import { PERSON, trimapOf, UNKNOWN, unknownPixelsOf } from "./trimap.ts";

const size = 41;
const middle = 20;

/** Alpha of a person who fills the left part up to the middle column. */
const halfPerson = Float32Array.from({ length: size * size }, (_, i) =>
  i % size < middle ? 1 : 0,
);

function rowLabels(hair: Float32Array): string {
  const trimap = trimapOf(size, size, halfPerson, hair);
  return Array.from(
    trimap.subarray(middle * size, (middle + 1) * size),
    (label) => "-#?"[label],
  ).join("");
}

describe("trimapOf", () => {
  it("leaves two pixels on each side of a plain edge unknown", () => {
    expect(rowLabels(new Float32Array(size * size))).toBe(`${"#".repeat(18)}????${"-".repeat(19)}`);
  });

  it("leaves six pixels of person and nine of background unknown near hair", () => {
    expect(rowLabels(new Float32Array(size * size).fill(1))).toBe(
      `${"#".repeat(14)}${"?".repeat(15)}${"-".repeat(12)}`,
    );
  });

  it("considers hair only where a person is likely", () => {
    const hairOnWall = halfPerson.map((alpha) => 1 - alpha);
    expect(rowLabels(hairOnWall)).toBe(rowLabels(new Float32Array(size * size)));
  });

  it("extends to the picture's edge without unknown pixels there", () => {
    const trimap = trimapOf(3, 3, new Float32Array(9).fill(1), new Float32Array(9));
    expect(Array.from(trimap)).toEqual(Array(9).fill(PERSON));
  });
});

describe("unknownPixelsOf", () => {
  it("lists the unknown pixels in order", () => {
    expect(Array.from(unknownPixelsOf(Uint8Array.of(UNKNOWN, 0, 1, UNKNOWN)))).toEqual([0, 3]);
  });
});
