import { expect, test } from "vitest";
import { codesOfRange, codesOfWeights, scaleOfWeights } from "./quantize-graph.ts";

test("codes cover the range from end to end and represent 0 exactly", () => {
  const { scales, zeroPoint } = codesOfRange({ low: -1, high: 3 });
  const [scale = 0] = scales;
  expect(Number.isInteger(zeroPoint)).toBe(true);
  expect(scale * (0 - zeroPoint)).toBeCloseTo(-1, 2);
  expect(scale * (255 - zeroPoint)).toBeCloseTo(3, 2);
});

test("a range without negative values uses no code below 0", () => {
  expect(codesOfRange({ low: 0, high: 2.55 })).toEqual({
    scales: Float32Array.of(0.01),
    zeroPoint: 0,
  });
});

test("refuses a range without extent", () => {
  expect(() => codesOfRange({ low: 0, high: 0 })).toThrow(
    "Create the range table again: npm run lab -- int8-ranges.",
  );
});

test("two products of the largest codes fit into 16 bits", () => {
  const weights = Float32Array.of(0.5, -0.5, 0.1);
  const largest = Math.max(...codesOfWeights(weights, scaleOfWeights(weights)).map(Math.abs));
  expect(largest).toBe(63);
  expect(2 * 255 * largest).toBeLessThan(2 ** 15);
});

test("codes preserve the sum of the weights, and each is within one of its weight", () => {
  const weights = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i * i) + (i % 7) / 10);
  const scale = scaleOfWeights(weights);
  const codes = codesOfWeights(weights, scale);
  const sumOf = (values: Iterable<number>): number =>
    Array.from(values).reduce((sum, value) => sum + value, 0);
  expect(Math.abs(sumOf(codes) - sumOf(weights) / scale)).toBeLessThan(1);
  weights.forEach((weight, i) => {
    expect(Math.abs(codes[i]! - weight / scale)).toBeLessThan(1);
  });
});

test("a channel of zeros gets codes of 0", () => {
  const zeros = new Float32Array(3);
  expect(codesOfWeights(zeros, scaleOfWeights(zeros))).toEqual(new Int8Array(3));
});
