import { expect, test } from "vitest";
import { needsReview } from "./finding.ts";
import { familyOf } from "./group-findings.ts";
import { photoRules } from "./photo-rules.ts";
import { photoSpecs } from "./photo-specs.ts";
import { reportVerdict } from "./report.ts";
import { parseReport } from "./schemas.ts";

test("any fail refuses, else any warn or unsure requires a review, else the report passes", () => {
  expect(reportVerdict([{ verdict: "pass" }, { verdict: "warn" }, { verdict: "fail" }])).toBe(
    "refused",
  );
  expect(reportVerdict([{ verdict: "pass" }, { verdict: "unsure" }])).toBe("review");
  expect(reportVerdict([{ verdict: "pass" }])).toBe("pass");
});

test("a fact that the file does not state requires no review", () => {
  expect(reportVerdict([{ verdict: "pass" }, { verdict: "unsure", unstated: true }])).toBe("pass");
  expect(reportVerdict([{ verdict: "warn" }, { verdict: "unsure", unstated: true }])).toBe(
    "review",
  );
  expect(needsReview({ verdict: "unsure", unstated: true })).toBe(false);
  expect(needsReview({ verdict: "unsure", explainedBy: "blur" })).toBe(false);
  expect(needsReview({ verdict: "unsure" })).toBe(true);
});

test("spec ids are unique, and the windows of every spec allow a median face", () => {
  expect(new Set(photoSpecs.map((spec) => spec.id)).size).toBe(photoSpecs.length);
  for (const spec of photoSpecs) {
    const eyeLinePx = spec.aim.hairTopPx + 0.95 * spec.aim.faceWidthPx;
    const { min = 0, max = spec.heightPx }: { min?: number; max?: number } =
      spec.geometry.eyeLinePx;
    expect(eyeLinePx, spec.id).toBeGreaterThanOrEqual(min);
    expect(eyeLinePx, spec.id).toBeLessThanOrEqual(max);
  }
});

test("no check belongs to two clauses", () => {
  const owned = Object.values(photoRules).flatMap((rule) =>
    rule.owner === "person" ? [] : [...rule.owner],
  );
  expect(new Set(owned).size).toBe(owned.length);
});

test("each of the seven rules in the student's guide has a clause", () => {
  const sources = new Set(Object.values(photoRules).map((rule) => rule.source));
  for (const number of [1, 2, 3, 4, 5, 6, 7]) expect(sources).toContain(`guide-${number}`);
});

test("refuses a report with an unknown verdict in a finding", () => {
  expect(() => parseReport({ version: 1, findings: [{ verdict: "maybe" }] })).toThrow();
});

test("a family contains its own check, and a check without a family is a family of one", () => {
  expect(familyOf("glasses")).toContain("sunglasses");
  expect(familyOf("blur")).toEqual(["blur"]);
});
