import { expect, test } from "vitest";
import { boundAlpha } from "./bound-alpha.ts";

const width = 96;
const height = 64;
const personEndX = 24;

/**
 * Draws a dark person at the left, an edge of alpha 0.3 four pixels wide, and a wall with `wallCode` per pixel, and
 * returns the cut with bounded alpha.
 */
function boundedCut(wallCode: (x: number, y: number) => number, wallBlue = wallCode) {
  const pixels = Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return {
      alpha: x < personEndX ? 1 : x < personEndX + 4 ? 0.3 : 0,
      code: x < personEndX ? 30 : x < personEndX + 4 ? 120 : wallCode(x, y),
      blue: x < personEndX ? 30 : x < personEndX + 4 ? 120 : wallBlue(x, y),
    };
  });
  const data = Uint8Array.from(pixels.flatMap(({ code, blue }) => [code, code, blue]));
  const cut = {
    photo: { width, height, data },
    alpha: Float32Array.from(pixels, ({ alpha }) => alpha),
    foreground: Uint8ClampedArray.from(data),
  };
  boundAlpha(cut);
  return cut;
}

const edge = 32 * width + personEndX + 1;

test("on a plain noisy wall, raises alpha to the minimum that the darkness of the pixel implies", () => {
  const noisy = boundedCut((x, y) => 220 + ((7 * x + 13 * y) % 9));
  // Code 120 is a quarter of the light of code 224.
  expect(noisy.alpha[edge]).toBeCloseTo(0.75, 1);
});

test("on a wall of light and dark leaves, changes nothing, as the wall behind a pixel is unknown", () => {
  const bounded = boundedCut((x, y) => (((x >> 4) + (y >> 4)) % 2 === 0 ? 230 : 60));
  expect(bounded.alpha[edge]).toBeCloseTo(0.3, 5);
  expect(bounded.foreground[3 * edge]).toBe(120);
});

test("changes nothing if the wall is busy in one channel, so that no edge takes on that colour", () => {
  const tiles = boundedCut(
    () => 230,
    (x, y) => (((x >> 4) + (y >> 4)) % 2 === 0 ? 225 : 90),
  );
  expect(tiles.alpha[edge]).toBeCloseTo(0.3, 5);
});

test("on a wall with a grain, raises alpha only by what exceeds the grain", () => {
  const { alpha } = boundedCut((x, y) => (((x * 7 + y * 5) % 3) - 1) * 18 + 220);
  expect(alpha[edge]).toBeLessThan(0.7);
  expect(alpha[edge]).toBeGreaterThanOrEqual(0.3);
});
