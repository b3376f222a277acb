/** Tests of the properties of a matting Laplacian. */
import { describe, expect, it } from "vitest";
import { laplacianRows, TAPS } from "./laplacian.ts";
import { rasterOf } from "./raster.ts";

const size = 9;
const colour = rasterOf(size, size, 3, (pixel, channel) => ((pixel * 31 + channel * 17) % 23) / 22);
const everyPixel = Int32Array.from({ length: size * size }, (_, i) => i);
const rows = laplacianRows(colour, everyPixel);

function entry(row: number, column: number): number {
  const dx = (column % size) - (row % size);
  const dy = Math.floor(column / size) - Math.floor(row / size);
  return Math.abs(dx) > 2 || Math.abs(dy) > 2 ? 0 : rows[row * TAPS + (dy + 2) * 5 + dx + 2]!;
}

describe("laplacianRows", () => {
  it("has no cost for a constant alpha: every row sums to 0", () => {
    for (const row of everyPixel) {
      const sum = rows
        .subarray(row * TAPS, (row + 1) * TAPS)
        .reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(0, 9);
    }
  });

  it("is symmetric", () => {
    for (const row of everyPixel) {
      for (const column of everyPixel)
        expect(entry(row, column)).toBeCloseTo(entry(column, row), 9);
    }
  });

  it("has almost no cost for an alpha that is linear in colour, and a high cost for another one", () => {
    const cost = (alpha: (pixel: number) => number) => {
      let sum = 0;
      for (const row of everyPixel) {
        for (const column of everyPixel) sum += alpha(row) * entry(row, column) * alpha(column);
      }
      return sum;
    };
    expect(cost((pixel) => 0.2 + 0.6 * colour.data[3 * pixel]!)).toBeLessThan(0.01);
    expect(cost((pixel) => ((pixel * 7) % 5) / 4)).toBeGreaterThan(1);
  });
});
