/** One frame of a camera as the engine's own checks see it by the face's mesh alone: where the head stands, what is amiss. */
import { type PhotoSpec, silhouetteOf } from "@gradphoto/domain/photo-standard";
import { trustedTurnOf } from "../checks/not-frontal.ts";
import { buildPyramid } from "../maths/pyramid.ts";
import type { HeadPose } from "../models/head-pose.ts";
import type { Models } from "../models/models.ts";
import type { Raster } from "../ports.ts";
import { faceShapeOf } from "../steps/describe-person.ts";
import { mainFaceOf } from "../subject/main-face.ts";
import type { PictureSubject } from "../subject/subject.ts";
import { type FaceModels, followFaces } from "./follow-face.ts";
import { type FoundById, faceAloneOf, findingsOf, pictureOf } from "./frame-subject.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Those that a mesh and the face's colours are enough for: of what is about the face they read nothing. */
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

/** Of a frame that may become the photo, on top of those: whoever holds the phone could do nothing about it. */
export const shotCheckIds = [...liveCheckIds, "blur"] as const;

export interface FrameReading {
  readonly spec: PhotoSpec;
  readonly findings: FoundById;
  /** null where no face is clear enough to speak of. */
  readonly head: { readonly standing: Standing; readonly turn: HeadPose | null } | null;
}

/** What tells, frame by frame, where a face is and how it is held. */
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
  const person = main && shape ? faceAloneOf(picture, main, shape, canonicalFace) : null;
  const head = person && {
    standing: standingOf(person, silhouetteOf(frame, spec), spec),
    turn: trustedTurnOf(person),
  };
  return { spec, findings: findingsOf(checkIds, picture, person), head };
}

/** `frame`: upright, larger than those that guide: sharpness is judged on it. */
export async function readShot(frame: Raster, spec: PhotoSpec, models: FrameModels): Promise<FrameReading> {
  const pyramid = buildPyramid(frame);
  const { faces } = await followFaces(pyramid, null, models, 0);
  return readFrame(pictureOf(pyramid, faces, spec), models, shotCheckIds);
}
