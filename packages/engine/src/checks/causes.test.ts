import type { Verdict } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { causeOf, consequences } from "./causes.ts";

const findingsFrom = (verdicts: Readonly<Record<string, Verdict>>) =>
  Object.entries(verdicts).map(([id, verdict]) => ({ id, verdict }));
const cause = (id: string, verdicts: Readonly<Record<string, Verdict>>) => {
  const findings = findingsFrom(verdicts);
  const finding = findings.find((candidate) => candidate.id === id);
  return finding ? (causeOf(finding, findings)?.id ?? null) : null;
};

test("a profile explains the ear that it hides; a slight turn does not", () => {
  expect(cause("ears-hidden", { "not-frontal": "fail", "ears-hidden": "fail" })).toBe(
    "not-frontal",
  );
  expect(cause("ears-hidden", { "not-frontal": "warn", "ears-hidden": "warn" })).toBeNull();
});

test("a head refused for its turn, tilt or tight framing explains a wrong position in the frame", () => {
  for (const turned of ["not-frontal", "head-tilt", "framing-tight"]) {
    expect(cause("face-width", { [turned]: "fail", "face-width": "fail" })).toBe(turned);
    expect(cause("hair-top", { [turned]: "fail", "hair-top": "fail" })).toBe(turned);
  }
  expect(cause("face-width", { "head-tilt": "warn", "face-width": "fail" })).toBeNull();
});

test("a weaker finding never explains a stronger one", () => {
  expect(cause("ears-hidden", { headwear: "warn", "ears-hidden": "fail" })).toBeNull();
  expect(cause("ears-hidden", { headwear: "warn", "ears-hidden": "warn" })).toBe("headwear");
});

test("an explained finding points to a finding that is not explained itself", () => {
  const verdicts = {
    headwear: "fail",
    "hair-top": "fail",
    "eye-line": "fail",
    "face-width": "fail",
  } as const;
  expect(cause("face-width", verdicts)).toBe("headwear");
});

test("a passed finding has no cause", () => {
  expect(cause("ears-hidden", { headwear: "fail", "ears-hidden": "pass" })).toBeNull();
});

test("causes form no cycle", () => {
  const causeIdsOf = (id: string): readonly string[] => {
    const match = Object.entries(consequences).find(([key]) => key === id)?.[1];
    return [...(match?.causedBy ?? []), ...(match?.whenRefused ?? [])];
  };
  const reach = (id: string, seen: readonly string[]): void => {
    expect(seen, id).not.toContain(id);
    for (const next of causeIdsOf(id)) reach(next, [...seen, id]);
  };
  for (const id of Object.keys(consequences)) reach(id, []);
});
