import { expect, test } from "vitest";
import { wilsonInterval } from "./check-accuracy.ts";

test("the interval of 0 in 300 reaches 1.3 %, and that of 300 in 300 starts at 98.7 %", () => {
  expect(wilsonInterval(0, 300)[0]).toBe(0);
  expect(wilsonInterval(0, 300)[1]).toBeCloseTo(0.0126, 3);
  expect(wilsonInterval(300, 300)[0]).toBeCloseTo(0.9874, 3);
});

test("the interval of 5 in 10 reaches from about a quarter to three quarters", () => {
  const [low, high] = wilsonInterval(5, 10);
  expect(low).toBeCloseTo(0.237, 3);
  expect(high).toBeCloseTo(0.763, 3);
});

test("the interval of 0 in 0 covers everything", () => {
  expect(wilsonInterval(0, 0)).toEqual([0, 1]);
});
