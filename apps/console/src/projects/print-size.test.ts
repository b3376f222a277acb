import { photoSpecs } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { millimetres } from "../lib/amounts.ts";
import { printedSize } from "./print-size.ts";

const paperOf = ({ widthPx, heightPx, dpi }: (typeof photoSpecs)[number]) => ({
  widthMm: (widthPx / dpi) * 25.4,
  heightMm: (heightPx / dpi) * 25.4,
});

test.each(photoSpecs)(
  "prints a photo of $id as one inch, 35 mm high, without stretching it",
  (spec) => {
    const paper = paperOf(spec);
    const { widthMm, heightMm } = printedSize(paper, "inch");
    expect(heightMm).toBeCloseTo(35, 6);
    expect(widthMm / heightMm).toBeCloseTo(paper.widthMm / paper.heightMm, 6);
    expect(printedSize(paper, "file")).toEqual(paper);
  },
);

test("labels a size with the millimetres that the printer prints", () => {
  const inches = photoSpecs.map((spec) => {
    const { widthMm, heightMm } = printedSize(paperOf(spec), "inch");
    return [spec.id, millimetres(widthMm, heightMm)];
  });
  expect(Object.fromEntries(inches)).toMatchObject({
    "chsi-blue": "26.3 × 35.0",
    "cn-one-inch": "25.0 × 35.0",
    "id-card": "28.4 × 35.0",
  });
});
