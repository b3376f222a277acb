import { expect, test } from "vitest";
import { reading } from "../testing/frame-reading.ts";
import { pickFrame } from "./open-guide.ts";
import type { FrameReading } from "./read-frame.ts";

const sharp = reading({ values: { blur: 24 } });
const lessSharp = reading({ values: { blur: 15 } });
const blurred = reading({ values: { blur: 5 } });
const closed = reading({ values: { "eyes-closed": 0.1, blur: 30 } });
const nobody: FrameReading = { ...reading(), head: null };

test("of frames with nothing amiss the sharpest is kept", () => {
  expect(pickFrame([lessSharp, blurred, sharp, lessSharp])).toBe(2);
});

test("open eyes count more than sharpness and all the rest", () => {
  expect(pickFrame([closed, blurred])).toBe(1);
  expect(pickFrame([closed, reading({ values: { "mouth-open": 0.5, "head-tilt": 15, blur: 5 } })])).toBe(1);
});

test("with every eye closed the sharpest is kept", () => {
  expect(pickFrame([closed, reading({ values: { "eyes-closed": 0.1, blur: 40 } }), closed])).toBe(1);
});

test("a frame in which something is newly amiss loses to one that is a little less sharp", () => {
  expect(pickFrame([reading({ values: { "mouth-open": 0.5, blur: 24 } }), lessSharp])).toBe(1);
  expect(pickFrame([reading({ turn: { yawDeg: 30 }, values: { blur: 24 } }), lessSharp])).toBe(1);
});

test("what is amiss in all of them tells them not apart", () => {
  const tilted = { "head-tilt": 15 };
  expect(pickFrame([reading({ values: { ...tilted, blur: 15 } }), reading({ values: { ...tilted, blur: 24 } })])).toBe(
    1,
  );
});

test("a frame that shows nobody is the last to be kept", () => {
  expect(pickFrame([nobody, closed])).toBe(1);
});

test("the only frame is kept, whatever it shows, and of equals the first", () => {
  expect(pickFrame([nobody])).toBe(0);
  expect(pickFrame([sharp, sharp])).toBe(0);
});

test("of no frames none can be kept", () => {
  expect(() => pickFrame([])).toThrow(RangeError);
});
