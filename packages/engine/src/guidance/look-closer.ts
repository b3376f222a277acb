/**
 * Closer look at hair and wall, from the person's real classes: no mesh has them, and there is no time for them in each
 * frame.
 */
import type { Models } from "../models/models.ts";
import type { SegmentPerson } from "../models/person-classes.ts";
import type { Clock } from "../ports.ts";
import { faceShapeOf } from "../steps/describe-person.ts";
import type { PictureSubject } from "../subject/subject.ts";
import { mainFaceOf } from "../subject/subject.ts";
import { type AdviceById, findingsOf, personOf } from "./person-of-frame.ts";
import type { Standing } from "./standing.ts";

export const closeCheckIds = [
  "hair-over-eyes",
  "hair-over-brows",
  "ears-hidden",
  "background-shadow",
] as const;

/** Models needed in addition to those of every frame. */
export interface CloserModels {
  readonly segmentPerson: SegmentPerson;
  readonly clock: Clock;
}

/** Looks at one frame; returns null where there is no person in the picture. */
export async function lookCloser(
  picture: PictureSubject,
  { canonicalFace }: Pick<Models, "canonicalFace">,
  { segmentPerson }: CloserModels,
): Promise<AdviceById | null> {
  const main = mainFaceOf(picture.faces);
  if (!main) return null;
  const shape = faceShapeOf(main, picture.pyramid[0]);
  const classes = await segmentPerson(picture.pyramid, shape.personPart);
  return findingsOf(closeCheckIds, picture, personOf(picture, main, shape, classes, canonicalFace));
}

/** Changes of position and size, in face sizes, beyond which an earlier result no longer applies. */
const moved = { place: 0.25, size: 0.2 };

export function hasMoved(from: Standing, to: Standing): boolean {
  const { faceSizePx } = from;
  const offPx = Math.hypot(to.faceCentreXPx - from.faceCentreXPx, to.eyeLinePx - from.eyeLinePx);
  return (
    offPx > moved.place * faceSizePx ||
    Math.abs(to.faceSizePx - faceSizePx) > moved.size * faceSizePx
  );
}
