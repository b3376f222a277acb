import { expect, test } from "vitest";
import { nearTo } from "../maths/chessboard.ts";
import { clearNoise } from "./clear-noise.ts";
import { keepConnected } from "./keep-connected.ts";
import { settleAmbiguous } from "./settle-ambiguous.ts";

const width = 64;
const height = 48;
const alphaOf = (value: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));

test("a second person who does not touch the first is taken away, the first stays", () => {
  const alpha = alphaOf((x) => (x < 20 || x > 40 ? 1 : 0));
  keepConnected(alpha, width, { x: 10, y: 10 });
  expect(alpha[10 * width + 10]).toBe(1);
  expect(alpha[10 * width + 50]).toBe(0);
});

test("haze far from any strand is cleared, a faint strand beside hair stays", () => {
  const alpha = alphaOf((x) => (x < 10 ? 1 : x < 13 ? 0.2 : 0.1));
  const clear = clearNoise(alpha, width);
  expect(clear[5]).toBe(1);
  expect(clear[12]).toBeGreaterThan(0.1);
  expect(clear[40]).toBe(0);
});

test("dark hair before a dark wall gets the network's outline, before a light wall the matting's alpha", () => {
  const coarse = alphaOf((x) => 1 / (1 + Math.exp((x - 32) / 4)));
  const alpha = alphaOf((x) => (x < 24 ? 1 : x > 40 ? 0 : 0.4));
  const alike = { width, height, data: new Uint8Array(width * height * 3).fill(20) };
  const unlike = {
    width,
    height,
    data: Uint8Array.from({ length: width * height * 3 }, (_, i) => (Math.floor(i / 3) % width < 32 ? 20 : 220)),
  };
  const middle = 24 * width;
  expect(settleAmbiguous(alpha, coarse, alike)[middle + 27]).toBeGreaterThan(0.9);
  expect(settleAmbiguous(alpha, coarse, alike)[middle + 38]).toBeLessThan(0.1);
  expect(settleAmbiguous(alpha, coarse, unlike)[middle + 27]).toBeCloseTo(0.4, 5);
});

test("nearness counts diagonal steps as one and reaches no farther than told", () => {
  const mask = Uint8Array.from(alphaOf((x, y) => (x === 3 && y === 4 ? 1 : 0)));
  const near = nearTo(mask, 6, width);
  expect(near[4 * width + 3]).toBe(1);
  expect(near[10 * width + 9]).toBe(1);
  expect(near[10 * width + 10]).toBe(0);
  expect(near[11 * width + 3]).toBe(0);
  expect(near[0]).toBe(1);
});
