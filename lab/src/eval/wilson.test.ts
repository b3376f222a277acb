import { expect, test } from "vitest";
import { wilsonInterval } from "./tally.ts";

test("none of 300 leaves up to 1.3 %, all of 300 at least 98.7 %", () => {
  expect(wilsonInterval(0, 300)[0]).toBe(0);
  expect(wilsonInterval(0, 300)[1]).toBeCloseTo(0.0126, 3);
  expect(wilsonInterval(300, 300)[0]).toBeCloseTo(0.9874, 3);
});

test("half of ten is anywhere between a quarter and three quarters", () => {
  const [low, high] = wilsonInterval(5, 10);
  expect(low).toBeCloseTo(0.237, 3);
  expect(high).toBeCloseTo(0.763, 3);
});

test("nothing counted says nothing", () => {
  expect(wilsonInterval(0, 0)).toEqual([0, 1]);
});
