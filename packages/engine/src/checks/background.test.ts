import { expect, test } from "vitest";
import { backgroundDeviation } from "./background.ts";

const width = 240;
const height = 320;
const wall = { r: 100, g: 197, b: 255 };

/** Draws a black person at the bottom, in front of a wall that differs by `offset` codes where `isOff` is true. */
function photo(offset: number, isOff: (x: number, y: number) => boolean) {
  const isPerson = (x: number, y: number): boolean => y > 120 && Math.abs(x - width / 2) < 60;
  const places = Array.from(
    { length: width * height },
    (_, i) => [i % width, Math.floor(i / width)] as const,
  );
  const data = Uint8Array.from(
    places.flatMap(([x, y]) =>
      isPerson(x, y) ? [0, 0, 0] : [wall.r + (isOff(x, y) ? offset : 0), wall.g, wall.b],
    ),
  );
  const alpha = Float32Array.from(places, ([x, y]) => (isPerson(x, y) ? 1 : 0));
  return { raster: { width, height, data }, alpha };
}

test.each([0, 1, 3, 5])(
  "measures a deviation of %d codes if half of the wall is off by that much",
  (offset) => {
    const { raster, alpha } = photo(offset, (x) => x > width / 2);
    expect(backgroundDeviation(raster, wall, height, null)).toBe(offset);
    expect(backgroundDeviation(raster, wall, height, alpha)).toBe(offset);
  },
);

test("ignores JPEG ringing within 16 px of the faintest hair of the product's own cut-out", () => {
  const ringing = photo(3, (x, y) => y > 40 && y < 60 && Math.abs(x - width / 2) < 20);
  for (let x = 100; x < 140; x++) ringing.alpha[64 * width + x] = 0.02;
  for (let x = 100; x < 140; x++) ringing.alpha[52 * width + x] = 0.02;
  expect(backgroundDeviation(ringing.raster, wall, height, ringing.alpha)).toBe(0);
  expect(backgroundDeviation(ringing.raster, wall, height, null)).toBe(3);
});

test("returns the maximum deviation if hardly any background is visible", () => {
  const { raster } = photo(60, () => true);
  expect(backgroundDeviation(raster, wall, height, null)).toBe(255);
});
