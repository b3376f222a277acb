import { expect, test } from "vitest";
import { nearTo } from "../maths/near-to.ts";
import { clearIslands, clearNoise, keepConnectedPart } from "./cut-out.ts";
import { settleAmbiguous } from "./settle-ambiguous.ts";

const width = 64;
const height = 48;
const alphaOf = (value: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));

test("removes a second person who does not touch the first", () => {
  const alpha = alphaOf((x) => (x < 20 || x > 40 ? 1 : 0));
  keepConnectedPart(alpha, width, { x: 10, y: 10 });
  expect(alpha[10 * width + 10]).toBe(1);
  expect(alpha[10 * width + 50]).toBe(0);
});

test("clears haze far from any strand, and leaves a faint strand next to hair", () => {
  const alpha = alphaOf((x) => (x < 10 ? 1 : x < 13 ? 0.2 : 0.1));
  clearNoise(alpha, width);
  expect(alpha[5]).toBe(1);
  expect(alpha[12]).toBeGreaterThan(0.1);
  expect(alpha[40]).toBe(0);
});

test("clears specks apart from the person, and leaves a strand with a gap of one pixel", () => {
  const alpha = alphaOf((x, y) =>
    x < 10 ? 1 : y === 20 && x < 30 && x !== 15 ? 0.3 : y === 40 && x === 20 ? 0.3 : 0,
  );
  clearIslands(alpha, width);
  expect(alpha[20 * width + 29]).toBeCloseTo(0.3, 5);
  expect(alpha[40 * width + 20]).toBe(0);
});

const person = alphaOf((x) => (x < 40 ? 1 / (1 + Math.exp((x - 32) / 4)) : 0));
/** Output of the network: a share of the person, and nothing of the wall. */
const allHair = { personAlpha: person, hair: person };
const hairOverShirt = {
  personAlpha: person,
  hair: alphaOf((x, y) => (y < 20 ? person[y * width + x]! : 0)),
};
/** Alpha that is undecided between certain regions. */
const halves = alphaOf((x) => (x < 24 ? 1 : x > 40 ? 0 : 0.4));
const complete = { left: 0, top: 0, right: width, bottom: height };
const middle = 24 * width;

function settledOver(
  codeAt: (x: number, y: number) => number,
  coarse = allHair,
  picture = complete,
) {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return codeAt(pixel % width, Math.floor(pixel / width));
  });
  const foreground = new Uint8ClampedArray(data.length).fill(99);
  const cut = { photo: { width, height, data }, alpha: halves.slice(), foreground };
  settleAmbiguous(cut, coarse, picture);
  return cut;
}

test("gives dark hair on a dark wall the network's outline and the photo's own colours, to the last row", () => {
  const { alpha, foreground } = settledOver(() => 20);
  for (const row of [0, middle, (height - 1) * width]) {
    expect(alpha[row + 27]).toBeGreaterThan(0.9);
    expect(alpha[row + 38]).toBeLessThan(0.1);
    expect(foreground[3 * (row + 27)]).toBe(20);
  }
});

test("leaves the matting's alpha and colours of dark hair on a light wall", () => {
  const { alpha, foreground } = settledOver((x) => (x < 32 ? 20 : 220));
  expect(alpha[middle + 27]).toBeCloseTo(0.4, 5);
  expect(foreground[3 * (middle + 27)]).toBe(99);
});

test("treats dark hair with light strands in every third line as indistinct from a dark wall", () => {
  const { alpha } = settledOver((x, y) => (x < 32 && y % 3 === 0 ? 200 : 20));
  expect(alpha[middle + 28]).toBeGreaterThan(0.85);
});

test("next to a white shirt on a white wall, leaves the matting's alpha of dark hair and its loose strands", () => {
  const { alpha } = settledOver((x, y) => (x < 32 && y < 20 ? 20 : 220), hairOverShirt);
  expect(alpha[10 * width + 28]).toBeCloseTo(0.4, 5);
  expect(alpha[18 * width + 40]).toBeCloseTo(0.4, 5);
  expect(alpha[42 * width + 28]).toBeGreaterThan(0.85);
});

test("leaves no gap where dark hair before a dark wall meets skin", () => {
  const skin = hairOverShirt;
  const gap = alphaOf((x, y) => (x > 34 ? 0 : y === 20 && x > 10 ? 0.3 : 1));
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return x < 32 && y >= 20 ? 180 : 20;
  });
  const photo = { width, height, data };
  settleAmbiguous({ photo, alpha: gap, foreground: new Uint8ClampedArray(data) }, skin, complete);
  expect(gap[20 * width + 20]).toBeGreaterThan(0.9);
});

test("leaves the matting's alpha where the picture's last row is repeated, which does not count as wall", () => {
  const below = { ...complete, bottom: 40 };
  const unsure = 30 * width;
  const cut = alphaOf((_, y) => (y < 30 ? 1 : y < 40 ? 0.8 : 0));
  const { alpha } = settledOver(() => 20, { personAlpha: cut, hair: alphaOf(() => 0) }, below);
  expect([...alpha.subarray(unsure)]).toEqual([...halves.subarray(unsure)]);
});

test("nearTo counts a diagonal step as one, and reaches no farther than its distance", () => {
  const mask = Uint8Array.from(alphaOf((x, y) => (x === 3 && y === 4 ? 1 : 0)));
  const near = nearTo(mask, 6, width);
  expect(near[4 * width + 3]).toBe(1);
  expect(near[10 * width + 9]).toBe(1);
  expect(near[10 * width + 10]).toBe(0);
  expect(near[11 * width + 3]).toBe(0);
  expect(near[0]).toBe(1);
});
