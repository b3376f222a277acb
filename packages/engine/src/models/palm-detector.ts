/** Finds open and closed hands in a part of the picture. */
import type { Pyramid } from "../maths/pyramid.ts";
import { letterboxOf, sampleRegion } from "../maths/region.ts";
import type { ModelRuntime, Rect } from "../ports.ts";
import { anchorCentres, type Detection, type DetectorLayout, decodeDetections } from "./anchor-detector.ts";

export type FindPalms = (pyramid: Pyramid, part: Rect) => Promise<Detection[]>;

const layout: DetectorLayout = {
  inputSizePx: 192,
  anchors: anchorCentres([
    { cells: 24, perCell: 2 },
    { cells: 12, perCell: 6 },
  ]),
  keypoints: 7,
};
const minScore = 0.3;

export async function loadPalmDetector(runtime: ModelRuntime): Promise<FindPalms> {
  const network = await runtime.load("palm-detector");
  return async (pyramid, part) => {
    const region = letterboxOf(part);
    const size = layout.inputSizePx;
    const [regressors, logits] = await network.run(
      sampleRegion(pyramid, region, size, size, { from: 0, to: 1, borderCode: 0 }),
    );
    return decodeDetections(layout, regressors!, logits!, region, minScore);
  };
}
