/** One frame of a camera as the engine's own checks see it: faces, where the head stands, what is amiss. */
import { type Finding, type PhotoSpec, silhouetteOf } from "@gradphoto/domain/photo-standard";
import type { Check } from "../checks/check.ts";
import { checks } from "../checks/index.ts";
import { trustedTurnOf } from "../checks/not-frontal.ts";
import { runEachCheck } from "../checks/run-checks.ts";
import { buildPyramid, type Pyramid } from "../maths/pyramid.ts";
import { wholeOf } from "../maths/region.ts";
import type { HeadPose } from "../models/head-pose.ts";
import type { Models } from "../models/models.ts";
import type { Raster } from "../ports.ts";
import { describePerson, faceShapeOf, placeHead } from "../steps/describe-person.ts";
import { startStopwatch } from "../stopwatch.ts";
import { labPatchOf } from "../subject/lab-patch.ts";
import { mainFaceOf } from "../subject/main-face.ts";
import type { PersonSubject, PictureSubject } from "../subject/subject.ts";
import { type FaceModels, type Followed, followFaces } from "./follow-face.ts";
import { presumedClasses } from "./presumed-classes.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Those that a mesh and the face's colours are enough for, in the order of the list of checks. */
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
export type LiveCheckId = (typeof liveCheckIds)[number];

/** Of a frame that may become the photo, on top of those: whoever holds the phone could do nothing about it. */
export const shotCheckIds = [...liveCheckIds, "blur"] as const;
export type ShotCheckId = (typeof shotCheckIds)[number];

const checksOf = (ids: readonly ShotCheckId[]): readonly Check[] =>
  checks.filter(({ id }) => ids.some((one) => one === id));
const liveChecks = checksOf(liveCheckIds);
const shotChecks = checksOf(shotCheckIds);

export interface FrameReading {
  readonly spec: PhotoSpec;
  readonly findings: ReadonlyMap<string, Finding>;
  /** null where no face is clear enough to speak of. */
  readonly head: { readonly standing: Standing; readonly turn: HeadPose | null } | null;
  readonly followed: Followed;
}

/** What tells, frame by frame, where a face is and how it is held. */
export type FrameModels = FaceModels & Pick<Models, "canonicalFace">;

/**
 * `frame`: upright, as long as 640 px, taken at `atMs`. `before`: what the reading of the frame before handed on; null at
 * the first.
 */
export async function readFrame(
  frame: Raster,
  atMs: number,
  spec: PhotoSpec,
  before: Followed | null,
  models: FrameModels,
): Promise<FrameReading> {
  const pyramid = buildPyramid(frame);
  return readFaces(pyramid, await followFaces(pyramid, before, models, atMs), spec, models, liveChecks);
}

/** `frame`: upright, as large as the photo is to be made from. */
export async function readShot(frame: Raster, spec: PhotoSpec, models: FrameModels): Promise<FrameReading> {
  const pyramid = buildPyramid(frame);
  return readFaces(pyramid, await followFaces(pyramid, null, models, 0), spec, models, shotChecks);
}

function readFaces(
  pyramid: Pyramid,
  followed: Followed,
  spec: PhotoSpec,
  { canonicalFace }: FrameModels,
  asked: readonly Check[],
): FrameReading {
  const [frame] = pyramid;
  const { width, height } = frame;
  const picture: PictureSubject = {
    ...{ spec, problem: null, megapixels: (width * height) / 1e6, sourceScale: 1 },
    ...{ header: { ...unsaid, width, height }, marks: noMarks },
    ...{ pyramid, faces: followed.faces, overview: labPatchOf(pyramid, wholeOf(frame), overviewPx / height) },
  };
  const main = mainFaceOf(followed.faces);
  const person = main ? personOf(picture, main, canonicalFace) : null;
  const subjects = { intake: { ...picture, seenBefore: null }, picture, person, result: null };
  const findings = new Map(runEachCheck(asked, subjects, spec).map((finding) => [finding.id, finding] as const));
  const head = person && {
    standing: standingOf(person, silhouetteOf(frame, spec), spec),
    turn: trustedTurnOf(person),
  };
  return { spec, findings, head, followed };
}

const overviewPx = 64;
const untimed = startStopwatch(() => 0);
const unsaid = { format: "jpeg", exifOrientation: 1, hasAlpha: false, colour: "sRGB" } as const;
const noMarks = { aigc: [], sourceTypes: [], software: [], credentialActions: null, lens: null, taken: null } as const;

function personOf(
  picture: PictureSubject,
  main: PictureSubject["faces"][number],
  canonicalFace: Models["canonicalFace"],
): PersonSubject {
  const shape = faceShapeOf(main, picture.pyramid[0]);
  const classes = presumedClasses(shape);
  const placed = placeHead(picture, shape, classes);
  return describePerson({ ...picture, ...shape, ...placed, main, classes, hands: [] }, canonicalFace, untimed);
}
