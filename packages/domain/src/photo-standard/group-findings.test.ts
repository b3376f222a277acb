import { expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import { familyFindings, groupFindings } from "./group-findings.ts";

type Reported = Pick<Finding, "id" | "verdict" | "note" | "explainedBy">;
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

test("lists refusals before warnings, and separates unjudged checks and notes", () => {
  const reported = groupFindings<Reported>([
    { id: "dark", verdict: "warn" },
    { id: "earrings", verdict: "unsure" },
    { id: "glasses", verdict: "pass", note: true },
    { id: "mask", verdict: "pass" },
    { id: "not-frontal", verdict: "fail" },
  ]);
  expect(ids(reported.toLookAt)).toEqual(["not-frontal", "dark"]);
  expect(ids(reported.unjudged)).toEqual(["earrings"]);
  expect(ids(reported.notes)).toEqual(["glasses"]);
  expect(ids(reported.passed)).toEqual(["mask"]);
});

test("reports only the first of the worst findings of a family, with the others attached", () => {
  const findings: readonly Reported[] = [
    { id: "hair-over-eyes", verdict: "pass" },
    { id: "hair-over-brows", verdict: "warn" },
    { id: "hair-over-forehead", verdict: "fail" },
    { id: "sunglasses", verdict: "warn" },
    { id: "glasses", verdict: "pass", note: true },
  ];
  const reported = groupFindings(findings);
  expect(ids(reported.toLookAt)).toEqual(["hair-over-forehead", "sunglasses"]);
  expect([reported.notes, reported.passed]).toEqual([[], []]);
  expect(reported.toLookAt.map((finding) => ids(familyFindings(finding, findings)))).toEqual([
    ["hair-over-forehead", "hair-over-brows"],
    ["sunglasses"],
  ]);
});

test("does not list a check as unjudged if another finding explains it", () => {
  const reported = groupFindings<Reported>([
    { id: "smile-teeth", verdict: "fail" },
    { id: "mouth-open", verdict: "unsure", explainedBy: "smile-teeth" },
  ]);
  expect(reported.unjudged).toEqual([]);
});

test("a photo without a person has only that finding, and no result of later checks", () => {
  const reported = groupFindings<Reported>([
    { id: "file-type", verdict: "pass" },
    { id: "no-face", verdict: "fail" },
    { id: "face-count", verdict: "pass" },
    { id: "grayscale", verdict: "unsure", explainedBy: "no-face" },
    { id: "ears-hidden", verdict: "unsure" },
    { id: "hair-top", verdict: "unsure" },
  ]);
  expect(ids(reported.toLookAt)).toEqual(["no-face"]);
  expect([reported.unjudged, reported.notes, reported.passed]).toEqual([[], [], []]);
});
