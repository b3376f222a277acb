import { expect, test } from "vitest";
import { cohensKappa, countPairs } from "./agreement.ts";

test("kappa is the worked example of the literature: 20, 5, 10, 15 give 0.4", () => {
  expect(cohensKappa({ bothYes: 20, onlyFirst: 5, onlySecond: 10, bothNo: 15 })).toBeCloseTo(0.4, 10);
});

test("full agreement is 1, full disagreement is -1, what chance gives is 0", () => {
  expect(cohensKappa({ bothYes: 5, onlyFirst: 0, onlySecond: 0, bothNo: 5 })).toBe(1);
  expect(cohensKappa({ bothYes: 0, onlyFirst: 5, onlySecond: 5, bothNo: 0 })).toBe(-1);
  expect(cohensKappa({ bothYes: 25, onlyFirst: 25, onlySecond: 25, bothNo: 25 })).toBe(0);
});

test("nothing to compare gives no figure, nor do two who never said no", () => {
  expect(cohensKappa({ bothYes: 0, onlyFirst: 0, onlySecond: 0, bothNo: 0 })).toBeNull();
  expect(cohensKappa({ bothYes: 9, onlyFirst: 0, onlySecond: 0, bothNo: 0 })).toBeNull();
});

test("pairs are counted by what each of the two said", () => {
  const pairs = [
    [true, true],
    [true, false],
    [false, false],
    [true, false],
  ] as const;
  expect(
    countPairs(
      pairs,
      ([one]) => one,
      ([, other]) => other,
    ),
  ).toEqual({
    bothYes: 1,
    onlyFirst: 2,
    onlySecond: 0,
    bothNo: 1,
  });
});
