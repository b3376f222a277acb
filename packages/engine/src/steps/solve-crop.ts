/** Step 3: the one scale and offset that puts the head inside every window of the spec, or what forbids it. */
import type { PhotoSpec, Window } from "@gradphoto/contract";
import { clamp } from "../maths/statistics.ts";
import type { FaceFrame } from "../subject/face-frame.ts";
import type { Crop, Framing, PersonReading } from "../subject/subject.ts";
import { measureCuts } from "./measure-cuts.ts";

/** What of a person the crop depends on. */
export type CropNeeds = Pick<PersonReading, "head" | "faceWidthPx" | "pyramid" | "sourceScale" | "classes"> & {
  readonly frame: Pick<FaceFrame, "iodPx">;
};

interface Interval {
  readonly min: number;
  readonly max: number;
}

/** Re-measurement on the finished file differs by a pixel or two; stay this far inside each window while there is room. */
const insetsPx = [4, 2, 1];
const insetShare = 0.05;
const searchSteps = 24;

export function solveCrop(needs: CropNeeds, spec: PhotoSpec): Framing {
  const cap = spec.maxScale * needs.sourceScale;
  for (const insetPx of insetsPx) {
    const windows = windowsOf(needs, spec, insetPx);
    const highest = Math.min(windows.scale.max, cap);
    if (windows.scale.min <= highest) return closest(needs, spec, windows, highest);
  }
  const windows = windowsOf(needs, spec, 0);
  const blockedBy = windows.scale.min <= windows.scale.max ? "scale" : "windows";
  return frame(needs, spec, Math.min(windows.scale.max, cap), windows, blockedBy);
}

/** The aimed scale, or the nearest larger one that leaves no rows missing below and no shoulder cut at the sides. */
function closest(needs: CropNeeds, spec: PhotoSpec, windows: Windows, highest: number): Framing {
  const start = clamp(spec.aim.faceWidthPx / needs.faceWidthPx, windows.scale.min, highest);
  let best = frame(needs, spec, start, windows, null);
  for (let i = 1; i <= searchSteps && cost(best) > 0; i++) {
    const closer = frame(needs, spec, start + ((highest - start) * i) / searchSteps, windows, null);
    if (cost(closer) < cost(best)) best = closer;
  }
  return best;
}

const cost = ({ missingRowsPx, sideCutPx }: Framing): number => Math.round(missingRowsPx) * 1000 + sideCutPx;

interface Windows {
  readonly hairTop: Interval;
  readonly eyeLine: Interval;
  /** Where the face may be moved to: three quarters as far from the middle as is lawful. */
  readonly faceCentre: Interval;
  /** Output pixels per picture pixel. */
  readonly scale: Interval;
  readonly crownToEyePx: number;
}

function windowsOf(
  { head, faceWidthPx, frame: { iodPx } }: CropNeeds,
  { geometry, heightPx, widthPx }: PhotoSpec,
  insetPx: number,
): Windows {
  const inset = ({ min = 0, max = heightPx }: Window): Interval => {
    const by = Math.min(insetPx, insetShare * (max - min));
    return { min: min + by, max: max - by };
  };
  const hairTop = inset(geometry.hairTopPx);
  const eyeLine = inset(geometry.eyeLinePx);
  const crownToEyePx = Math.max(1, head.eyeLineY - head.crownY);
  const bounds = [
    { ...inset(geometry.faceWidthPx), lengthPx: faceWidthPx },
    { min: eyeLine.min - hairTop.max, max: eyeLine.max - hairTop.min, lengthPx: crownToEyePx },
    ...(geometry.headHeightPx ? [{ ...inset(geometry.headHeightPx), lengthPx: head.chinY - head.crownY }] : []),
    ...(geometry.interEyePx ? [{ ...inset(geometry.interEyePx), lengthPx: iodPx }] : []),
  ];
  return {
    hairTop,
    eyeLine,
    faceCentre: wellInside({ min: 0, max: widthPx, ...geometry.faceCentreXPx }),
    crownToEyePx,
    scale: {
      min: Math.max(...bounds.map(({ min, lengthPx }) => min / lengthPx)),
      max: Math.min(...bounds.map(({ max, lengthPx }) => max / lengthPx)),
    },
  };
}

const wellInside = ({ min, max }: Interval): Interval => ({ min: min + (max - min) / 8, max: max - (max - min) / 8 });

function frame(
  { head, classes, pyramid }: CropNeeds,
  spec: PhotoSpec,
  wantedScale: number,
  { hairTop, eyeLine, faceCentre, crownToEyePx }: Windows,
  blockedBy: Framing["blockedBy"],
): Framing {
  const low = Math.max(hairTop.min, eyeLine.min - wantedScale * crownToEyePx);
  const high = Math.min(hairTop.max, eyeLine.max - wantedScale * crownToEyePx);
  const hairTopPx = clamp(spec.aim.hairTopPx, low, Math.max(low, high));
  const size = wholeSize(spec, wantedScale);
  const scale = spec.widthPx / size.width;
  const top = Math.round(head.crownY - hairTopPx / scale);
  const leftFor = (centreXPx: number): number => Math.round(head.faceCentreX - centreXPx / scale);
  const framing = (left: number): Framing => {
    const crop: Crop = { rect: { left, top, ...size }, scale };
    return { crop, blockedBy, ...measureCuts(crop, classes, pyramid[0]) };
  };
  const middle = leftFor((faceCentre.min + faceCentre.max) / 2);
  const centred = framing(middle);
  if (centred.sideCutPx === 0) return centred;
  const inside = clamp(middle, 0, Math.max(0, pyramid[0].width - size.width));
  const aside = framing(clamp(inside, leftFor(faceCentre.max), leftFor(faceCentre.min)));
  return aside.sideCutPx < centred.sideCutPx ? aside : centred;
}

/** Whole pixels near the wanted scale whose aspect is the spec's to within a tenth of a pixel where possible. */
function wholeSize(spec: PhotoSpec, scale: number): { width: number; height: number } {
  const aspect = spec.heightPx / spec.widthPx;
  const wanted = Math.max(8, spec.widthPx / scale);
  let best = { width: Math.round(wanted), error: Number.POSITIVE_INFINITY };
  for (let width = Math.max(8, Math.round(wanted) - 4); width <= Math.round(wanted) + 4; width++) {
    const error = Math.abs(width * aspect - Math.round(width * aspect)) + 0.01 * Math.abs(width - wanted);
    if (error < best.error) best = { width, error };
  }
  return { width: best.width, height: Math.round(best.width * aspect) };
}
