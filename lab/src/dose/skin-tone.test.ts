/** Tests whether the reacting dose depends on the skin tone. */
import { expect, test } from "vitest";
import { rankCorrelation, toneDependence, typologyDeg } from "./skin-tone.ts";

test("the typology angle orders skin tones from dark to light", () => {
  const angleOf = (l: number, b: number): number => typologyDeg([{ l, a: 12, b }]);
  expect(angleOf(70, 15)).toBeCloseTo(53.1, 1);
  expect(angleOf(35, 15)).toBeCloseTo(-45, 1);
});

test("rank correlation is 1 for the same order, −1 for the reverse, and null for equal values", () => {
  expect(rankCorrelation([1, 2, 3, 4], [10, 20, 25, 90])).toBeCloseTo(1);
  expect(rankCorrelation([1, 2, 3, 4], [4, 3, 2, Number.NEGATIVE_INFINITY])).toBeCloseTo(-1);
  expect(rankCorrelation([1, 2, 3], [5, 5, 5])).toBeNull();
});

test("ties share the mean of their ranks", () => {
  expect(rankCorrelation([1, 2, 3, 4], [1, 2, 2, 3])).toBeCloseTo(0.949, 3);
});

const people = (doseOf: (toneDeg: number) => number) =>
  Array.from({ length: 12 }, (_, i) => ({
    toneDeg: 5 * i,
    reaction: { kind: "at" as const, dose: doseOf(5 * i) },
  }));

test("a dose that grows with skin lightness is reported as dependent, one that does not grow is not", () => {
  expect(toneDependence(people((toneDeg) => 1 + toneDeg))).toMatchObject({
    depends: true,
    darker: 16,
    lighter: 46,
  });
  expect(toneDependence(people((toneDeg) => (toneDeg * 7) % 25))).toMatchObject({ depends: false });
});

test("reports no dependence for too few people", () => {
  expect(toneDependence(people((toneDeg) => toneDeg).slice(0, 5))).toMatchObject({
    rho: null,
    depends: false,
  });
});
