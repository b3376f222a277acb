import { expect, test } from "vitest";
import { reading } from "../testing/frame-reading.ts";
import { pickFrame } from "./open-guide.ts";
import type { FrameReading } from "./read-frame.ts";

const sharp = reading({ values: { blur: 24 } });
const lessSharp = reading({ values: { blur: 15 } });
const blurred = reading({ values: { blur: 5 } });
const closed = reading({ values: { "eyes-closed": 0.1, blur: 30 } });
const nobody: FrameReading = { ...reading(), head: null };

test("picks the sharpest of several faultless frames", () => {
  expect(pickFrame([lessSharp, blurred, sharp, lessSharp])).toBe(2);
});

test("prefers open eyes to sharpness and everything else", () => {
  expect(pickFrame([closed, blurred])).toBe(1);
  expect(
    pickFrame([closed, reading({ values: { "mouth-open": 0.5, "head-tilt": 15, blur: 5 } })]),
  ).toBe(1);
});

test("picks the sharpest frame if the eyes are closed in all of them", () => {
  expect(pickFrame([closed, reading({ values: { "eyes-closed": 0.1, blur: 40 } }), closed])).toBe(
    1,
  );
});

test("prefers a slightly less sharp frame to one with a fault that the others lack", () => {
  expect(pickFrame([reading({ values: { "mouth-open": 0.5, blur: 24 } }), lessSharp])).toBe(1);
  expect(pickFrame([reading({ turn: { yawDeg: 30 }, values: { blur: 24 } }), lessSharp])).toBe(1);
});

test("ignores a fault that all frames share", () => {
  const tilted = { "head-tilt": 15 };
  expect(
    pickFrame([
      reading({ values: { ...tilted, blur: 15 } }),
      reading({ values: { ...tilted, blur: 24 } }),
    ]),
  ).toBe(1);
});

test("picks a frame without a person only as the last choice", () => {
  expect(pickFrame([nobody, closed])).toBe(1);
});

test("picks the only frame whatever it contains, and the first of equal frames", () => {
  expect(pickFrame([nobody])).toBe(0);
  expect(pickFrame([sharp, sharp])).toBe(0);
});

test("throws for an empty list of frames", () => {
  expect(() => pickFrame([])).toThrow(RangeError);
});
