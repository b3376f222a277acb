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
  const segmentPerson = await loadPersonClasses(runtime);
  const traceHand = await loadHandLandmarks(runtime);
  const findPalms = await loadPalmDetector(runtime);
  const traceMesh = await loadFaceMesh(runtime, faceData.regions);
  const findFaces = await loadFaceDetector(runtime);
  return { findFaces, traceMesh, findPalms, traceHand, segmentPerson, canonicalFace: faceData.canonicalFace };
}
