import { expect, test } from "vitest";
import { densify } from "./sparsity.ts";

/** Row 0 holds columns 1 and 3, row 1 holds column 0. */
const compressedRows = {
  traversalOrder: [0, 1],
  blockMap: [],
  levels: [{ size: 2 }, { segments: [0, 2, 3], indices: [1, 3, 0] }],
};

test("puts the stored values at their columns and zeros elsewhere", () => {
  const dense = densify(compressedRows, [2, 4], Float32Array.of(5, 6, 7));
  expect(dense).toEqual(Float32Array.of(0, 5, 0, 6, 7, 0, 0, 0));
});

test("spreads blocks of columns", () => {
  const blocks = {
    traversalOrder: [0, 1, 2],
    blockMap: [1],
    levels: [{ size: 2 }, { segments: [0, 1, 2], indices: [1, 0] }, { size: 2 }],
  };
  expect(densify(blocks, [2, 4], Float32Array.of(5, 6, 7, 8))).toEqual(Float32Array.of(0, 0, 5, 6, 7, 8, 0, 0));
});

test("refuses a constant with too few stored values or with columns outside its shape", () => {
  expect(() => densify(compressedRows, [2, 4], Float32Array.of(5, 6))).toThrow(/does not fit its shape/);
  expect(() => densify(compressedRows, [1, 2], Float32Array.of(5, 6, 7))).toThrow(/does not fit its shape/);
});
