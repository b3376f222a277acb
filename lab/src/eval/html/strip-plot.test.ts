import type { Finding } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import type { JudgedPhoto } from "../judge-photos.ts";
import { type LabelledPhoto, parseLabels } from "../labelled-photos.ts";
import { stripPlot } from "./strip-plot.ts";

const words = { zh: "照片模糊", en: "Blurred <badly>" };
const finding = (value: number | null): Finding => ({
  id: "blur",
  verdict: "pass",
  value,
  unit: "share",
  limit: { fail: { min: 0.2 }, warn: { min: 0.4 } },
  title: words,
  message: words,
  advice: words,
  clause: { id: "in-focus", ...words },
  overlay: null,
});
const judged = (photo: LabelledPhoto, value: number | null): JudgedPhoto => ({
  photo,
  problem: "",
  outcome: {
    kind: "made",
    photo: null,
    report: {
      version: 1,
      spec: "chsi-blue",
      verdict: "pass",
      preview: false,
      findings: [finding(value)],
      geometry: null,
      output: null,
      operations: [],
      source: { sha256: "", width: 1, height: 1, format: "jpeg", exifOrientation: 1 },
      engine: { version: "1", models: [] },
      timingsMs: { total: 1 },
    },
  },
});
const photos = parseLabels([
  { file: "blurred.jpg", expected: ["blur"], debatable: [], facts: {} },
  { file: "soft.jpg", expected: "pass", debatable: ["blur"], facts: {} },
  { file: "sharp.jpg", expected: "pass", debatable: [], facts: {} },
]);
const [blurred, soft, sharp] = photos;

test("draws every measured photo as a dot of its label class, and every limit as a line with its value", () => {
  const plot = stripPlot("blur", [judged(blurred!, 0.1), judged(soft!, 0.5), judged(sharp!, 0.9)]);
  for (const kind of ["labelled", "debatable", "other"])
    expect(plot.split(`<circle class="${kind}"`)).toHaveLength(2);
  expect(plot).toContain(">fail 20%</text>");
  expect(plot).toContain(">warn 40%</text>");
  expect(plot).toContain("Blurred &lt;badly&gt;");
});

test("draws no dot for a photo without a value, and no plot for values without spread", () => {
  expect(
    stripPlot("blur", [judged(sharp!, 0.3), judged(soft!, null), judged(blurred!, 0.1)]),
  ).not.toContain("soft.jpg");
  expect(stripPlot("blur", [judged(sharp!, null)])).toBe("");
  expect(stripPlot("blur", [judged(sharp!, 0.3), judged(soft!, 0.3)])).toBe("");
});
