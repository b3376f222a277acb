import { expect, test } from "vitest";
import { areaUnderCurve, falseAlarmBudget, type MeasuredCheck } from "./measured-check.ts";

const measuredCheck = (
  faulty: readonly number[],
  fine: readonly number[],
  worse: 1 | -1,
): MeasuredCheck => ({
  id: "blur",
  limits: {},
  worse,
  values: [
    ...faulty.map((value) => ({ file: "a", value, hasFault: true })),
    ...fine.map((value) => ({ file: "b", value, hasFault: false })),
  ],
});

test("the area under the curve is 1 if every faulty photo measures worse, and 0.5 without separation", () => {
  expect(areaUnderCurve(measuredCheck([8, 9], [1, 2, 3], 1))).toBe(1);
  expect(areaUnderCurve(measuredCheck([8, 9], [1, 2, 3], -1))).toBe(0);
  expect(areaUnderCurve(measuredCheck([1, 1], [1, 1], 1))).toBe(0.5);
  expect(areaUnderCurve(measuredCheck([], [1], 1))).toBeNull();
});

test("a check with a fixed rule has no false alarm budget; a measured check has one", () => {
  expect(falseAlarmBudget("head-tilt")).toBeNull();
  expect(falseAlarmBudget("glasses")).toBeNull();
  expect(falseAlarmBudget("necklace")).toBeGreaterThan(0);
});
