/**
 * Tracks the face from the previous frame's position, because running only the mesh is a third of the work of a new
 * detection.
 */
import { boundsOf } from "../maths/plane.ts";
import type { Pyramid } from "../maths/pyramid.ts";
import type { Detection } from "../models/decode-detections.ts";
import { landmark } from "../models/landmarks.ts";
import type { Models } from "../models/models.ts";
import type { Face } from "../subject/subject.ts";

export type FaceModels = Pick<Models, "findFaces" | "traceMesh">;

/** Faces of the previous frame, largest first, and the time of the last detection in the full frame. */
export interface Followed {
  readonly faces: readonly Face[];
  readonly searchedAtMs: number;
}

/** Interval of detections, after which a person who enters the picture is detected at the latest. */
const lookEveryMs = 400;
/** Logit below which the mesh has lost its face. */
const lostLogit = 5;

export async function followFaces(
  pyramid: Pyramid,
  previous: Followed | null,
  models: FaceModels,
  atMs: number,
): Promise<Followed> {
  const isFresh =
    previous !== null && previous.faces.length > 0 && atMs - previous.searchedAtMs < lookEveryMs;
  if (isFresh) {
    const faces = await traceAll(pyramid, previous.faces.map(detectionOf), models);
    if (faces.every(({ mesh }) => mesh.faceLogit >= lostLogit))
      return { faces, searchedAtMs: previous.searchedAtMs };
  }
  return {
    faces: await traceAll(pyramid, await models.findFaces(pyramid), models),
    searchedAtMs: atMs,
  };
}

async function traceAll(
  pyramid: Pyramid,
  detections: readonly Detection[],
  models: FaceModels,
): Promise<Face[]> {
  const faces: Face[] = [];
  for (const detection of detections)
    faces.push({ detection, mesh: await models.traceMesh(pyramid, detection) });
  return faces;
}

/** Converts a mesh to the box of a detector, which ends at the brows, while the mesh extends higher. */
function detectionOf({ detection: { score }, mesh: { points } }: Face): Detection {
  const { left, width, top, height } = boundsOf(points);
  const belowBrows = (points[landmark.noseTip]!.y + top) / 2;
  const box = {
    left,
    width,
    top: Math.min(belowBrows, top + height / 3),
    height: (height * 3) / 4,
  };
  return { score, box, keypoints: [points[landmark.rightIris]!, points[landmark.leftIris]!] };
}
