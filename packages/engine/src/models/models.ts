/** All networks of the engine, loaded once per worker. */
import type { CanonicalFace, RefinementRegions } from "@gradphoto/networks";
import type { ModelRuntime } from "../ports.ts";
import { type FindFaces, loadFaceDetector } from "./face-detector.ts";
import { loadFaceMesh, type TraceMesh } from "./face-mesh.ts";
import { loadHandLandmarks, type TraceHand } from "./hand-landmarks.ts";
import { type FindPalms, loadPalmDetector } from "./palm-detector.ts";
import { loadPersonClasses, type SegmentPerson } from "./person-classes.ts";

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
  return {
    findFaces: await loadFaceDetector(runtime),
    traceMesh: await loadFaceMesh(runtime, faceData.regions),
    findPalms: await loadPalmDetector(runtime),
    traceHand: await loadHandLandmarks(runtime),
    segmentPerson: await loadPersonClasses(runtime),
    canonicalFace: faceData.canonicalFace,
  };
}
