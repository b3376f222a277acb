import { expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import { familyFindings, groupFindings } from "./group-findings.ts";

type Reported = Pick<Finding, "id" | "verdict" | "note" | "explainedBy">;
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

test("refusals go before warnings, what was not judged asks for no look, a note is told apart", () => {
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

test("of a family the first of the worst is told, and the others go with it", () => {
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

test("what another finding explains is not told as unjudged", () => {
  const reported = groupFindings<Reported>([
    { id: "smile-teeth", verdict: "fail" },
    { id: "mouth-open", verdict: "unsure", explainedBy: "smile-teeth" },
  ]);
  expect(reported.unjudged).toEqual([]);
});

test("a photo without a person has one thing to mend: what stands behind the gate is not told", () => {
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
