import { expect, test } from "vitest";
import { fillOutline } from "./draw-caption.ts";

const white = (width: number, height: number) => ({ width, height, data: new Float32Array(width * height).fill(255) });
const square = (x0: number, y0: number, x1: number, y1: number) =>
  [
    { type: "M", x: x0, y: y0 },
    { type: "L", x: x1, y: y0 },
    { type: "L", x: x1, y: y1 },
    { type: "L", x: x0, y: y1 },
    { type: "Z" },
  ] as const;

test("a pixel's darkness is its share inside the outline", () => {
  const picture = white(4, 3);
  fillOutline(picture, square(0.5, 0, 3, 1.5), { left: 0, baseLine: 0 });
  expect([...picture.data].map(Math.round)).toEqual([128, 0, 0, 255, 191, 128, 128, 255, 255, 255, 255, 255]);
});

test("a hole stays white, and parts outside the picture are ignored", () => {
  const picture = white(3, 3);
  const ring = [...square(-5, -5, 8, 8), ...[...square(1, 1, 2, 2)].map(mirrored)];
  fillOutline(picture, ring, { left: 0, baseLine: 0 });
  expect([...picture.data]).toEqual([0, 0, 0, 0, 255, 0, 0, 0, 0]);
});

/** Mirrors the square at the diagonal, which reverses its winding direction. */
function mirrored(command: ReturnType<typeof square>[number]) {
  return command.type === "Z" ? command : { ...command, x: command.y, y: command.x };
}

test("a curve is filled along its bend", () => {
  const picture = white(10, 10);
  fillOutline(
    picture,
    [{ type: "M", x: 0, y: 10 }, { type: "Q", x1: 0, y1: 0, x: 10, y: 0 }, { type: "L", x: 10, y: 10 }, { type: "Z" }],
    { left: 0, baseLine: 0 },
  );
  expect(picture.data[0]).toBe(255);
  expect(picture.data[99]).toBe(0);
  const inked = picture.data.reduce((sum, value) => sum + (255 - value) / 255, 0);
  // The curve leaves a sixth of the square outside: 100 − 100/6 ≈ 83 pixels are inked.
  expect(inked).toBeGreaterThan(80);
  expect(inked).toBeLessThan(86);
});
