/**
 * Tests of the arithmetic of curves: where a check reacts, whether the curve is monotonic, and quartiles with people
 * who never react.
 */
import type { Verdict } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import {
  type DosePoint,
  harmOf,
  largestReturn,
  quartilesOf,
  reactionOf,
  verdictEases,
} from "./curves.ts";

const limits = { warn: { max: 6 }, fail: { max: 10 } };
const points = (...values: [dose: number, value: number | null, verdict: Verdict][]): DosePoint[] =>
  values.map(([dose, value, verdict]) => ({ dose, value, verdict }));

test("a check reacts where its value crosses the limit between two doses", () => {
  const curve = points([0, 2, "pass"], [4, 4, "pass"], [8, 8, "warn"], [12, 12, "fail"]);
  expect(reactionOf(curve, "warn", limits)).toEqual({ kind: "at", dose: 6 });
  expect(reactionOf(curve, "fail", limits)).toEqual({ kind: "at", dose: 10 });
});

test("a check without values between two doses reacts at the first dose with the verdict", () => {
  const curve = points([0, null, "unsure"], [4, 8, "warn"]);
  expect(reactionOf(curve, "warn", limits)).toEqual({ kind: "at", dose: 4 });
});

test("a curve with the verdict at dose 0 has already reacted, and one without the verdict never reacts", () => {
  expect(reactionOf(points([0, 7, "warn"], [4, 9, "warn"]), "warn", limits)).toEqual({
    kind: "already",
  });
  expect(reactionOf(points([0, 7, "warn"], [4, 9, "warn"]), "fail", limits)).toEqual({
    kind: "never",
  });
});

test("a value capped at a warning is no refusal, even if it crosses the limit", () => {
  expect(reactionOf(points([0, 2, "pass"], [4, 14, "warn"]), "fail", limits)).toEqual({
    kind: "never",
  });
});

test("the return of a curve is its largest decrease from an earlier worst value", () => {
  const curve = points(
    [0, 1, "pass"],
    [1, 5, "pass"],
    [2, null, "unsure"],
    [3, 3, "pass"],
    [4, 9, "warn"],
  );
  expect(largestReturn(curve, 1)).toBe(2);
  expect(largestReturn(curve, -1)).toBe(8);
  expect(largestReturn(points([0, 1, "pass"], [1, 2, "pass"]), 1)).toBe(0);
});

test("the harmful direction follows from the limits, and is 0 if good values are between two limits", () => {
  expect(harmOf({ warn: { max: 1 } })).toBe(1);
  expect(harmOf({ fail: { min: 1 } })).toBe(-1);
  expect(harmOf({ fail: { min: 1, max: 2 } })).toBe(0);
});

test("quartiles count people who never react as beyond every dose, and exclude those who already react", () => {
  const at = (dose: number) => ({ kind: "at" as const, dose });
  const never = { kind: "never" as const };
  expect(quartilesOf([at(3), at(1), never, at(2), { kind: "already" }])).toEqual({
    lower: 2,
    median: 3,
    upper: null,
  });
  expect(quartilesOf([{ kind: "already" }])).toEqual({ lower: null, median: null, upper: null });
});

test("a verdict eases if a larger dose gets a milder verdict, but not if the check becomes unsure", () => {
  expect(verdictEases(points([0, 1, "pass"], [1, 8, "warn"], [2, 5, "pass"]))).toBe(true);
  expect(verdictEases(points([0, 1, "pass"], [1, 12, "fail"], [2, 8, "warn"]))).toBe(true);
  expect(verdictEases(points([0, 1, "pass"], [1, 8, "warn"], [2, null, "unsure"]))).toBe(false);
});
