/**
 * Chooses another crop where the finished photo was measured outside a window of the spec. The fine alpha is more
 * accurate than the data behind the first crop.
 */
import type { PhotoSpec, Window } from "@gradphoto/domain/photo-standard";
import type { Framing, MeasuredFace, PersonReading } from "../subject/subject.ts";
import { solveCrop } from "./solve-crop.ts";

/**
 * Returns another framing to use, or null when everything `measured` is within its window or no other framing is
 * possible.
 */
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

/** Checks every window of the spec, even those without a check. */
export function isLawful(measured: MeasuredFace, { geometry }: PhotoSpec): boolean {
  const within = (
    value: number,
    { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Window = {},
  ) => value >= min && value <= max;
  return (
    within(measured.hairTopPx, geometry.hairTopPx) &&
    within(measured.eyeLinePx, geometry.eyeLinePx) &&
    within(measured.faceWidthPx, geometry.faceWidthPx) &&
    within(measured.faceCentreXPx, geometry.faceCentreXPx) &&
    within(measured.headHeightPx, geometry.headHeightPx) &&
    within(measured.interEyePx, geometry.interEyePx)
  );
}
