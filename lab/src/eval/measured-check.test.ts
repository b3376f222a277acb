import { expect, test } from "vitest";
import { areaUnderCurve, falseAlarmBudget, type MeasuredCheck } from "./measured-check.ts";

const of = (faulty: readonly number[], fine: readonly number[], worse: 1 | -1): MeasuredCheck => ({
  id: "blur",
  limits: {},
  worse,
  values: [
    ...faulty.map((value) => ({ file: "a", value, hasFault: true })),
    ...fine.map((value) => ({ file: "b", value, hasFault: false })),
  ],
});

test("the area is 1 when every faulty photo measures worse, 0.5 when nothing is told", () => {
  expect(areaUnderCurve(of([8, 9], [1, 2, 3], 1))).toBe(1);
  expect(areaUnderCurve(of([8, 9], [1, 2, 3], -1))).toBe(0);
  expect(areaUnderCurve(of([1, 1], [1, 1], 1))).toBe(0.5);
  expect(areaUnderCurve(of([], [1], 1))).toBeNull();
});

test("a rule's number has no budget, a measured one has", () => {
  expect(falseAlarmBudget("head-tilt")).toBeNull();
  expect(falseAlarmBudget("glasses")).toBeNull();
  expect(falseAlarmBudget("necklace")).toBeGreaterThan(0);
});
