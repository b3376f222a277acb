/** All networks of the engine, loaded once per worker. */
import type { CanonicalFace, RefinementRegions } from "@gradphoto/networks";
import type { Pyramid } from "../maths/pyramid.ts";
import { letterboxOf, sampleRegion } from "../maths/region.ts";
import type { ModelRuntime, Rect } from "../ports.ts";
import {
  anchorCentres,
  type Detection,
  type DetectorLayout,
  decodeDetections,
} from "./decode-detections.ts";
import { type FindFaces, loadFaceDetector } from "./face-detector.ts";
import { loadFaceMesh, type TraceMesh } from "./face-mesh.ts";
import { loadHandLandmarks, type TraceHand } from "./hand-landmarks.ts";
import { loadPersonClasses, type SegmentPerson } from "./person-classes.ts";

/** Detects open and closed hands in a part of the picture. */
type FindPalms = (pyramid: Pyramid, part: Rect) => Promise<Detection[]>;

const layout: DetectorLayout = {
  inputSizePx: 192,
  anchors: anchorCentres([
    { cells: 24, perCell: 2 },
    { cells: 12, perCell: 6 },
  ]),
  keypoints: 7,
};
const minScore = 0.3;

async function loadPalmDetector(runtime: ModelRuntime): Promise<FindPalms> {
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

export interface Models {
  readonly findFaces: FindFaces;
  readonly traceMesh: TraceMesh;
  readonly findPalms: FindPalms;
  readonly traceHand: TraceHand;
  readonly segmentPerson: SegmentPerson;
  readonly canonicalFace: CanonicalFace;
}

export async function loadModels(
  runtime: ModelRuntime,
  faceData: { readonly regions: RefinementRegions; readonly canonicalFace: CanonicalFace },
): Promise<Models> {
  const segmentPerson = await loadPersonClasses(runtime);
  const traceHand = await loadHandLandmarks(runtime);
  const findPalms = await loadPalmDetector(runtime);
  const traceMesh = await loadFaceMesh(runtime, faceData.regions);
  const findFaces = await loadFaceDetector(runtime);
  return {
    findFaces,
    traceMesh,
    findPalms,
    traceHand,
    segmentPerson,
    canonicalFace: faceData.canonicalFace,
  };
}
