/** Another crop where the finished photo is measured outside a window of the spec: the fine alpha shows more than what the first was solved from. */
import type { PhotoSpec, Window } from "@gradphoto/domain/photo-standard";
import type { Framing, MeasuredFace, PersonReading } from "../subject/subject.ts";
import { solveCrop } from "./solve-crop.ts";

/** The framing to make instead of `made`, or null when all that was `measured` on it is lawful or no other can be. */
export function reframe(
  person: PersonReading,
  { crop: { rect, scale } }: Framing,
  measured: MeasuredFace,
  spec: PhotoSpec,
): Framing | null {
  if (isLawful(measured, spec)) return null;
  const toPictureY = (y: number): number => rect.top + y / scale;
  const solved = solveCrop(
    {
      ...person,
      head: {
        crownY: toPictureY(measured.hairTopPx),
        eyeLineY: toPictureY(measured.eyeLinePx),
        chinY: toPictureY(measured.hairTopPx + measured.headHeightPx),
        faceCentreX: rect.left + measured.faceCentreXPx / scale,
      },
      faceWidthPx: measured.faceWidthPx / scale,
      frame: { iodPx: measured.interEyePx / scale },
    },
    spec,
  );
  return solved.blockedBy === null ? solved : null;
}

/** Every window of the spec, whether a check reads it or not. */
export function isLawful(measured: MeasuredFace, { geometry }: PhotoSpec): boolean {
  const within = (value: number, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Window = {}) =>
    value >= min && value <= max;
  return (
    within(measured.hairTopPx, geometry.hairTopPx) &&
    within(measured.eyeLinePx, geometry.eyeLinePx) &&
    within(measured.faceWidthPx, geometry.faceWidthPx) &&
    within(measured.faceCentreXPx, geometry.faceCentreXPx) &&
    within(measured.headHeightPx, geometry.headHeightPx) &&
    within(measured.interEyePx, geometry.interEyePx)
  );
}
