import { expect, test } from "vitest";
import { type SlidingWindow, transposedWindowPads, windowPads } from "./operators/convolution.ts";

const square = (side: number) => ({ height: side, width: side });
const halving: SlidingWindow = {
  padding: "SAME",
  filter: square(3),
  stride: square(2),
  dilation: square(1),
};

test("adds the odd sample of SAME padding after the input", () => {
  const window = { ...halving, filter: { height: 3, width: 5 } };
  expect(windowPads(window, square(8), square(4))).toEqual([0, 1, 1, 2]);
});

test("counts the dilated reach of the filter", () => {
  const window = { ...halving, stride: square(1), dilation: square(2) };
  expect(windowPads(window, square(8), square(8))).toEqual([2, 2, 2, 2]);
});

test("never pads by a negative amount", () => {
  expect(windowPads({ ...halving, filter: square(1) }, square(8), square(4))).toEqual([0, 0, 0, 0]);
});

test("adds no padding for VALID", () => {
  expect(windowPads({ ...halving, padding: "VALID" }, square(8), square(4))).toEqual([0, 0, 0, 0]);
});

test("exchanges input and output for a transposed convolution", () => {
  expect(transposedWindowPads(halving, square(4), square(8))).toEqual([0, 0, 1, 1]);
});
