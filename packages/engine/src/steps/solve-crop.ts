/** Step 3: the one scale and offset that puts the head inside every window of the spec, or which window forbids it. */
import type { PhotoSpec, Window } from "@gradphoto/contract";
import { clamp } from "../maths/statistics.ts";
import type { ClassMap } from "../models/person-classes.ts";
import type { Raster } from "../ports.ts";
import type { Crop, Framing, HeadOutline } from "../subject/subject.ts";
import { measureCuts } from "./measure-cuts.ts";

/** Lengths in picture pixels. */
export interface CropNeeds {
  readonly head: HeadOutline;
  readonly faceWidthPx: number;
  readonly interEyePx: number;
  readonly picture: Raster;
  /** Source pixels per picture pixel. */
  readonly sourceScale: number;
  readonly classes: ClassMap;
}

/** Re-measurement on the finished file differs by a pixel or two; stay this far inside each window. */
const insetPx = 4;
const insetShare = 0.05;
const searchSteps = 24;

export function solveCrop(needs: CropNeeds, spec: PhotoSpec): Framing {
  const { geometry } = spec;
  const { head } = needs;
  const hairTop = insetWindow(geometry.hairTopPx, 0, spec.heightPx);
  const eyeLine = insetWindow(geometry.eyeLinePx, 0, spec.heightPx);
  const crownToEye = Math.max(1, head.eyeLineY - head.crownY);
  const scales = [
    scaleWindow(geometry.faceWidthPx, needs.faceWidthPx),
    scaleWindow(geometry.headHeightPx, head.chinY - head.crownY),
    scaleWindow(geometry.interEyePx, needs.interEyePx),
    { min: (eyeLine.min - hairTop.max) / crownToEye, max: (eyeLine.max - hairTop.min) / crownToEye },
    { min: 0, max: spec.maxScale * needs.sourceScale },
  ];
  const lowest = Math.max(...scales.map(({ min }) => min));
  const highest = Math.min(...scales.map(({ max }) => max));
  const hairTopAt = (scale: number): number => {
    const low = Math.max(hairTop.min, eyeLine.min - scale * crownToEye);
    const high = Math.min(hairTop.max, eyeLine.max - scale * crownToEye);
    return clamp(spec.aim.hairTopPx, low, Math.max(low, high));
  };
  const feasible = lowest <= highest;
  const frame = (scale: number): Framing => {
    const crop = placeCrop(head, spec, scale, hairTopAt(scale));
    return { crop, feasible, ...measureCuts(crop, needs.classes, needs.picture) };
  };
  if (!feasible) return frame(highest);
  const start = clamp(spec.aim.faceWidthPx / needs.faceWidthPx, lowest, highest);
  let best = frame(start);
  for (let i = 1; i <= searchSteps && cost(best) > 0; i++) {
    const closer = frame(start + ((highest - start) * i) / searchSteps);
    if (cost(closer) < cost(best)) best = closer;
  }
  return best;
}

/** What coming closer can mend: rows missing below, shoulders cut at the sides. */
const cost = ({ missingRowsPx, sideCutPx }: Framing): number => Math.round(missingRowsPx) * 1000 + sideCutPx;

function insetWindow({ min, max }: Window, lowest: number, highest: number): { min: number; max: number } {
  const low = min ?? lowest;
  const high = max ?? highest;
  const inset = Math.min(insetPx, insetShare * (high - low));
  return { min: low + inset, max: high - inset };
}

/** Scales that bring `lengthPx` into the window. */
function scaleWindow(window: Window | undefined, lengthPx: number): { min: number; max: number } {
  if (!window) return { min: 0, max: Number.POSITIVE_INFINITY };
  const { min, max } = insetWindow(window, 0, Number.MAX_SAFE_INTEGER);
  return { min: min / lengthPx, max: max / lengthPx };
}

function placeCrop(head: HeadOutline, spec: PhotoSpec, wantedScale: number, hairTopPx: number): Crop {
  const size = wholeRect(spec, wantedScale);
  const scale = spec.widthPx / size.width;
  const { min = 0, max = spec.widthPx }: Window = spec.geometry.faceCentreXPx;
  return {
    rect: {
      left: Math.round(head.faceCentreX - (min + max) / 2 / scale),
      top: Math.round(head.crownY - hairTopPx / scale),
      ...size,
    },
    scale,
  };
}

/** Whole pixels near the wanted scale whose aspect is the spec's to within a tenth of a pixel where possible. */
function wholeRect(spec: PhotoSpec, scale: number): { width: number; height: number } {
  const aspect = spec.heightPx / spec.widthPx;
  const wanted = Math.max(spec.widthPx / 64, spec.widthPx / scale);
  let best = { width: Math.round(wanted), error: Number.POSITIVE_INFINITY };
  for (let width = Math.max(8, Math.round(wanted) - 4); width <= Math.round(wanted) + 4; width++) {
    const error = Math.abs(width * aspect - Math.round(width * aspect)) + 0.01 * Math.abs(width - wanted);
    if (error < best.error) best = { width, error };
  }
  return { width: best.width, height: Math.round(best.width * aspect) };
}
