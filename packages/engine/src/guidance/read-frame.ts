/**
 * Reading of one camera frame by the engine's own checks, from the face mesh only: position of the head and problems.
 */
import { type PhotoSpec, silhouetteOf } from "@gradphoto/domain/photo-standard";
import { trustedTurnOf } from "../checks/pose.ts";
import { buildPyramid } from "../maths/pyramid.ts";
import type { HeadPose } from "../models/head-pose.ts";
import type { Models } from "../models/models.ts";
import type { Raster } from "../ports.ts";
import { faceShapeOf } from "../steps/describe-person.ts";
import type { PictureSubject } from "../subject/subject.ts";
import { mainFaceOf } from "../subject/subject.ts";
import { type FaceModels, followFaces } from "./follow-face.ts";
import { type AdviceById, findingsOf, onlyFaceOf, pictureOf } from "./person-of-frame.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Checks that need only the mesh and the face's colours, nothing around the face. */
export const liveCheckIds = [
  "no-face",
  "face-count",
  "dark",
  "overexposed",
  "uneven-light",
  "head-tilt",
  "eyes-closed",
  "mouth-open",
  "smile-teeth",
] as const;

/** Additional checks of a frame that may become the photo; the holder of the phone could not act on them. */
export const shotCheckIds = [...liveCheckIds, "blur"] as const;

export interface FrameReading {
  readonly spec: PhotoSpec;
  readonly findings: AdviceById;
  /** Position of the head; null where no face is clear enough. */
  readonly head: { readonly standing: Standing; readonly turn: HeadPose | null } | null;
}

/** Models that give, per frame, the position and pose of a face. */
export type FrameModels = FaceModels & Pick<Models, "canonicalFace">;

export function readFrame(
  picture: PictureSubject,
  { canonicalFace }: Pick<Models, "canonicalFace">,
  checkIds: typeof liveCheckIds | typeof shotCheckIds,
): FrameReading {
  const { spec, faces, pyramid } = picture;
  const [frame] = pyramid;
  const main = mainFaceOf(faces);
  const shape = main && faceShapeOf(main, frame);
  const person = main && shape ? onlyFaceOf(picture, main, shape, canonicalFace) : null;
  const head = person && {
    standing: standingOf(person, silhouetteOf(frame, spec), spec),
    turn: trustedTurnOf(person),
  };
  return { spec, findings: findingsOf(checkIds, picture, person), head };
}

/**
 * Reads a frame for the shot. `frame` is upright and larger than the guiding frames, because sharpness is judged on it.
 */
export async function readShot(
  frame: Raster,
  spec: PhotoSpec,
  models: FrameModels,
): Promise<FrameReading> {
  const pyramid = buildPyramid(frame);
  const { faces } = await followFaces(pyramid, null, models, 0);
  return readFrame(pictureOf(pyramid, faces, spec), models, shotCheckIds);
}
