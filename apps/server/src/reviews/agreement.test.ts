import { expect, test } from "vitest";
import { agreementOf, cohensKappa } from "./quality.ts";

test("kappa matches the worked example of the literature: 20, 5, 10, 15 give 0.4", () => {
  expect(cohensKappa({ bothYes: 20, onlyFirst: 5, onlySecond: 10, bothNo: 15 })).toBeCloseTo(
    0.4,
    10,
  );
});

test("kappa is 1 for full agreement, -1 for full disagreement and 0 for agreement by chance", () => {
  expect(cohensKappa({ bothYes: 5, onlyFirst: 0, onlySecond: 0, bothNo: 5 })).toBe(1);
  expect(cohensKappa({ bothYes: 0, onlyFirst: 5, onlySecond: 5, bothNo: 0 })).toBe(-1);
  expect(cohensKappa({ bothYes: 25, onlyFirst: 25, onlySecond: 25, bothNo: 25 })).toBe(0);
});

test("kappa is null without pairs, and for two reviewers who never reject", () => {
  expect(cohensKappa({ bothYes: 0, onlyFirst: 0, onlySecond: 0, bothNo: 0 })).toBeNull();
  expect(cohensKappa({ bothYes: 9, onlyFirst: 0, onlySecond: 0, bothNo: 0 })).toBeNull();
});

test("reports kappa with an interval that narrows with more pairs, and only the number below twenty pairs", () => {
  const smallSample = { bothYes: 4, onlyFirst: 1, onlySecond: 2, bothNo: 12 };
  expect(agreementOf(smallSample)).toEqual({ pairs: 19, insufficientData: true, kappa: null });
  const fifty = agreementOf({ bothYes: 20, onlyFirst: 5, onlySecond: 10, bothNo: 15 });
  expect(fifty).toMatchObject({ pairs: 50, kappa: { value: expect.closeTo(0.4, 10) } });
  // Expected interval: 0.4 ± 1.96 · 0.127, computed without the half pair that the code adds to each cell.
  expect(fifty.kappa?.low).toBeCloseTo(0.15, 1);
  expect(fifty.kappa?.high).toBeCloseTo(0.65, 1);
  const many = agreementOf({ bothYes: 2000, onlyFirst: 500, onlySecond: 1000, bothNo: 1500 });
  expect((many.kappa?.high ?? 2) - (many.kappa?.low ?? 0)).toBeLessThan(0.06);
});

test("twenty pairs of the same answer are enough data, but have no kappa", () => {
  const same = { bothYes: 0, onlyFirst: 0, onlySecond: 0, bothNo: 20 };
  expect(agreementOf(same)).toEqual({ pairs: 20, insufficientData: false, kappa: null });
});

test("full agreement on twenty pairs still has a wide interval", () => {
  const { kappa } = agreementOf({ bothYes: 8, onlyFirst: 0, onlySecond: 0, bothNo: 12 });
  expect(kappa).toMatchObject({ value: 1, high: 1 });
  expect(kappa?.low).toBeLessThan(0.95);
});
