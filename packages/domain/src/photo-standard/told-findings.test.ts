import { expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import { matterOf, toldFindings } from "./told-findings.ts";

type Told = Pick<Finding, "id" | "verdict" | "note" | "explainedBy">;
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

test("refusals go before warnings, what was not judged asks for no look, a note is told apart", () => {
  const told = toldFindings<Told>([
    { id: "dark", verdict: "warn" },
    { id: "earrings", verdict: "unsure" },
    { id: "glasses", verdict: "pass", note: true },
    { id: "mask", verdict: "pass" },
    { id: "not-frontal", verdict: "fail" },
  ]);
  expect(ids(told.toLookAt)).toEqual(["not-frontal", "dark"]);
  expect(ids(told.unjudged)).toEqual(["earrings"]);
  expect(ids(told.notes)).toEqual(["glasses"]);
  expect(ids(told.passed)).toEqual(["mask"]);
});

test("of a family the first of the worst is told, and the others go with it", () => {
  const findings: readonly Told[] = [
    { id: "hair-over-eyes", verdict: "pass" },
    { id: "hair-over-brows", verdict: "warn" },
    { id: "hair-over-forehead", verdict: "fail" },
    { id: "sunglasses", verdict: "warn" },
    { id: "glasses", verdict: "pass", note: true },
  ];
  const told = toldFindings(findings);
  expect(ids(told.toLookAt)).toEqual(["hair-over-forehead", "sunglasses"]);
  expect([told.notes, told.passed]).toEqual([[], []]);
  expect(told.toLookAt.map((finding) => ids(matterOf(finding, findings)))).toEqual([
    ["hair-over-forehead", "hair-over-brows"],
    ["sunglasses"],
  ]);
});

test("what another finding explains is not told as unjudged", () => {
  const told = toldFindings<Told>([
    { id: "smile-teeth", verdict: "fail" },
    { id: "mouth-open", verdict: "unsure", explainedBy: "smile-teeth" },
  ]);
  expect(told.unjudged).toEqual([]);
});

test("a photo without a person has one thing to mend: what stands behind the gate is not told", () => {
  const told = toldFindings<Told>([
    { id: "file-type", verdict: "pass" },
    { id: "no-face", verdict: "fail" },
    { id: "face-count", verdict: "pass" },
    { id: "grayscale", verdict: "unsure", explainedBy: "no-face" },
    { id: "ears-hidden", verdict: "unsure" },
    { id: "hair-top", verdict: "unsure" },
  ]);
  expect(ids(told.toLookAt)).toEqual(["no-face"]);
  expect([told.unjudged, told.notes, told.passed]).toEqual([[], [], []]);
});
