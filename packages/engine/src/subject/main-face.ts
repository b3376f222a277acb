/** Choice of the main face of a photo. */
import { checkFacts } from "@gradphoto/domain/photo-standard";
import type { Face } from "./subject.ts";

/** Logit from which a mesh is certainly a fully visible face. */
export const clearFaceLogit = checkFacts["face-unclear"].limits.warn.min;

/** The largest clear face, or the largest of all when none is clear. */
export function mainFaceOf(faces: readonly Face[]): Face | undefined {
  return faces.find((face) => face.mesh.faceLogit >= clearFaceLogit) ?? faces[0];
}
