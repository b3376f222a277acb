import { expect, test } from "vitest";
import { transposedWindowPads, windowPads } from "./window-padding.ts";

const axis = { inputSize: 8, outputSize: 4, stride: 2, filterSize: 3, dilation: 1 };

test("puts the odd sample of SAME padding after the input", () => {
  expect(windowPads("SAME", axis, { ...axis, filterSize: 5 })).toEqual([0, 1, 1, 2]);
});

test("counts the dilated reach of the filter", () => {
  const dilated = { inputSize: 8, outputSize: 8, stride: 1, filterSize: 3, dilation: 2 };
  expect(windowPads("SAME", dilated, dilated)).toEqual([2, 2, 2, 2]);
});

test("never pads by a negative amount", () => {
  const sparse = { inputSize: 8, outputSize: 4, stride: 2, filterSize: 1, dilation: 1 };
  expect(windowPads("SAME", sparse, sparse)).toEqual([0, 0, 0, 0]);
});

test("pads nothing for VALID", () => {
  expect(windowPads("VALID", axis, axis)).toEqual([0, 0, 0, 0]);
});

test("exchanges input and output for a transposed convolution", () => {
  const enlarging = { inputSize: 4, outputSize: 8, stride: 2, filterSize: 3, dilation: 1 };
  expect(transposedWindowPads("SAME", enlarging, enlarging)).toEqual([0, 0, 1, 1]);
});
