/** Detects faces with the short-range and the full-range detector. Each finds faces that the other misses. */
import { overlap } from "../maths/plane.ts";
import type { Pyramid } from "../maths/pyramid.ts";
import { letterboxOf, sampleRegion, uncroppedOf } from "../maths/region.ts";
import type { ModelRuntime, Network } from "../ports.ts";
import {
  anchorCentres,
  type Detection,
  type DetectorLayout,
  decodeDetections,
} from "./decode-detections.ts";

/** Finds faces with their keypoints: right eye, left eye, nose, mouth, right and left ear. */
export type FindFaces = (pyramid: Pyramid) => Promise<Detection[]>;

const shortRange: DetectorLayout = {
  inputSizePx: 128,
  anchors: anchorCentres([
    { cells: 16, perCell: 2 },
    { cells: 8, perCell: 6 },
  ]),
  keypoints: 6,
};
const fullRange: DetectorLayout = {
  inputSizePx: 192,
  anchors: anchorCentres([{ cells: 48, perCell: 1 }]),
  keypoints: 6,
};

const minScore = 0.5;
const sameFaceOverlap = 0.3;
/** Maximum number of boxes. With more, the picture is a crowd in any case. */
const maxFaces = 6;

/** Loads both detectors and combines their results. */
export const loadFaceDetector = (runtime: ModelRuntime): Promise<FindFaces> =>
  loadDetectors(runtime, ["face-detector-short", "face-detector-full"]);

/** Loads only the short-range detector. It finds a face that fills the frame, in a quarter of the time. */
export const loadNearFaceDetector = (runtime: ModelRuntime): Promise<FindFaces> =>
  loadDetectors(runtime, ["face-detector-short"]);

const layouts = { "face-detector-short": shortRange, "face-detector-full": fullRange } as const;

async function loadDetectors(
  runtime: ModelRuntime,
  names: readonly (keyof typeof layouts)[],
): Promise<FindFaces> {
  const detectors: { readonly layout: DetectorLayout; readonly network: Network }[] = [];
  for (const name of names)
    detectors.push({ layout: layouts[name], network: await runtime.load(name) });
  return async (pyramid) => {
    const region = letterboxOf(uncroppedOf(pyramid[0]));
    const matches: Detection[] = [];
    for (const { layout, network } of detectors) {
      const size = layout.inputSizePx;
      const input = sampleRegion(pyramid, region, size, size, {
        from: -1,
        to: 1,
        borderCode: 127.5,
      });
      const [regressors, logits] = await network.run(input);
      matches.push(...decodeDetections(layout, regressors!, logits!, region, minScore));
    }
    const faces: Detection[] = [];
    for (const face of matches.sort((a, b) => b.score - a.score)) {
      if (!faces.some((stored) => overlap(stored.box, face.box) > sameFaceOverlap))
        faces.push(face);
    }
    const area = ({ box }: Detection) => box.width * box.height;
    return faces.sort((a, b) => area(b) - area(a)).slice(0, maxFaces);
  };
}
