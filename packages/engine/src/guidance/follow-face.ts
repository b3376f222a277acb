/** The face of one frame, looked for where that of the frame before was: a mesh alone is a third of the work of finding it anew. */
import { boundsOf } from "../maths/plane.ts";
import type { Pyramid } from "../maths/pyramid.ts";
import type { Detection } from "../models/anchor-detector.ts";
import { landmark } from "../models/landmarks.ts";
import type { Models } from "../models/models.ts";
import type { Face } from "../subject/subject.ts";

export type FaceModels = Pick<Models, "findFaces" | "traceMesh">;

/** Faces of the frame before, largest first, and when they were last looked for in the whole frame. */
export interface Followed {
  readonly faces: readonly Face[];
  readonly lookedAtMs: number;
}

/** Somebody who steps into the picture is seen this much later at most. */
const lookEveryMs = 400;
/** A mesh below it has slid off its face. */
const lostLogit = 5;

export async function followFaces(
  pyramid: Pyramid,
  previous: Followed | null,
  models: FaceModels,
  atMs: number,
): Promise<Followed> {
  const isFresh = previous !== null && previous.faces.length > 0 && atMs - previous.lookedAtMs < lookEveryMs;
  if (isFresh) {
    const faces = await traceAll(pyramid, previous.faces.map(detectionOf), models);
    if (faces.every(({ mesh }) => mesh.faceLogit >= lostLogit)) return { faces, lookedAtMs: previous.lookedAtMs };
  }
  return { faces: await traceAll(pyramid, await models.findFaces(pyramid), models), lookedAtMs: atMs };
}

async function traceAll(pyramid: Pyramid, detections: readonly Detection[], models: FaceModels): Promise<Face[]> {
  const faces: Face[] = [];
  for (const detection of detections) faces.push({ detection, mesh: await models.traceMesh(pyramid, detection) });
  return faces;
}

/** As a detector would have seen it: its box ends at the brows, the mesh higher up. */
function detectionOf({ detection: { score }, mesh: { points } }: Face): Detection {
  const { left, width, top, height } = boundsOf(points);
  const belowBrows = (points[landmark.noseTip]!.y + top) / 2;
  const box = { left, width, top: Math.min(belowBrows, top + height / 3), height: (height * 3) / 4 };
  return { score, box, keypoints: [points[landmark.rightIris]!, points[landmark.leftIris]!] };
}
