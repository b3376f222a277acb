import { expect, test } from "vitest";
import { needsReview } from "./finding.ts";
import { familyOf } from "./group-findings.ts";
import { photoRules } from "./photo-rules.ts";
import { photoSpecs } from "./photo-specs.ts";
import { reportVerdict } from "./report.ts";
import { parseReport } from "./schemas.ts";

test("any fail refuses, any warn or unsure asks for a review, else it passes", () => {
  expect(reportVerdict([{ verdict: "pass" }, { verdict: "warn" }, { verdict: "fail" }])).toBe("refused");
  expect(reportVerdict([{ verdict: "pass" }, { verdict: "unsure" }])).toBe("review");
  expect(reportVerdict([{ verdict: "pass" }])).toBe("pass");
});

test("what the file does not state asks nobody for a look", () => {
  expect(reportVerdict([{ verdict: "pass" }, { verdict: "unsure", unstated: true }])).toBe("pass");
  expect(reportVerdict([{ verdict: "warn" }, { verdict: "unsure", unstated: true }])).toBe("review");
  expect(needsReview({ verdict: "unsure", unstated: true })).toBe(false);
  expect(needsReview({ verdict: "unsure", explainedBy: "blur" })).toBe(false);
  expect(needsReview({ verdict: "unsure" })).toBe(true);
});

test("spec ids are unique and every spec can be framed: its windows leave room for a median face", () => {
  expect(new Set(photoSpecs.map((spec) => spec.id)).size).toBe(photoSpecs.length);
  for (const spec of photoSpecs) {
    const eyeLinePx = spec.aim.hairTopPx + 0.95 * spec.aim.faceWidthPx;
    const { min = 0, max = spec.heightPx }: { min?: number; max?: number } = spec.geometry.eyeLinePx;
    expect(eyeLinePx, spec.id).toBeGreaterThanOrEqual(min);
    expect(eyeLinePx, spec.id).toBeLessThanOrEqual(max);
  }
});

test("no check is owned by two clauses", () => {
  const owned = Object.values(photoRules).flatMap((rule) => (rule.owner === "person" ? [] : [...rule.owner]));
  expect(new Set(owned).size).toBe(owned.length);
});

test("all seven rules told to the student have clauses", () => {
  const sources = new Set(Object.values(photoRules).map((rule) => rule.source));
  for (const number of [1, 2, 3, 4, 5, 6, 7]) expect(sources).toContain(`guide-${number}`);
});

test("refuses a report whose finding carries an unknown verdict", () => {
  expect(() => parseReport({ version: 1, findings: [{ verdict: "maybe" }] })).toThrow();
});

test("a family holds its own member, and a lone check is its own family", () => {
  expect(familyOf("glasses")).toContain("sunglasses");
  expect(familyOf("blur")).toEqual(["blur"]);
});
