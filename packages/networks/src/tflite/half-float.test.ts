import { expect, test } from "vitest";
import { decodeHalfFloats } from "./read-graph.ts";

test.each([
  [0x0000, 0],
  [0x3c00, 1],
  [0xc000, -2],
  [0x3555, 0.333251953125],
  [0x7bff, 65504],
  [0x0400, 2 ** -14],
  [0x0001, 2 ** -24],
  [0x83ff, -1023 * 2 ** -24],
  [0x7c00, Number.POSITIVE_INFINITY],
  [0xfc00, Number.NEGATIVE_INFINITY],
  [0x7e00, Number.NaN],
])("decodes the half-precision bits %i to %f", (bits, value) => {
  expect(decodeHalfFloats(Uint8Array.of(bits & 255, bits >> 8))).toEqual(Float32Array.of(value));
});

test("decodes a list that starts at an odd address", () => {
  const bytes = Uint8Array.of(7, 0x00, 0x3c, 0x00, 0xc0).subarray(1);
  expect(decodeHalfFloats(bytes)).toEqual(Float32Array.of(1, -2));
});
