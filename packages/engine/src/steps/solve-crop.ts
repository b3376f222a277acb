/** Step 3: finds the scale and offset that put the head inside every window of the spec, or what prevents this. */
import type { PhotoSpec, Window } from "@gradphoto/domain/photo-standard";
import { clamp } from "../maths/statistics.ts";
import { type ClassMap, personClass } from "../models/person-classes.ts";
import type { Raster } from "../ports.ts";
import { classAt } from "../subject/class-shares.ts";
import type { FaceFrame } from "../subject/face-frame.ts";
import type { Crop, Framing, PersonReading } from "../subject/subject.ts";

interface Cuts {
  readonly missingRowsPx: number;
  readonly topCutPx: number;
  readonly sideCutPx: number;
}

const stepPx = 2;

/** Measures the cuts in output pixels. A side counts only where the frame exceeds it. */
function measureCuts({ rect, scale }: Crop, classes: ClassMap, picture: Raster): Cuts {
  const format = (x: number, y: number): boolean =>
    classAt(classes, { x, y }, personClass.background) < 0.5;
  const step = stepPx / scale;
  const along = (from: number, to: number, isPerson: (at: number) => boolean): number => {
    let count = 0;
    for (let at = from; at < to; at += step) if (isPerson(at)) count++;
    return count * stepPx;
  };
  const left = Math.max(0, rect.left);
  const right = Math.min(picture.width, rect.left + rect.width);
  const top = Math.max(0, rect.top);
  const bottom = Math.min(picture.height, rect.top + rect.height);
  const inset = 0.5 / scale;
  const sideAt = (x: number): number => along(top, bottom, (y) => format(x, y));
  const slackPx = 1;
  return {
    missingRowsPx: Math.max(0, (rect.top + rect.height - picture.height) * scale),
    topCutPx: rect.top < -slackPx ? along(left, right, (x) => format(x, inset)) : 0,
    sideCutPx: Math.max(
      rect.left < -slackPx ? sideAt(inset) : 0,
      rect.left + rect.width > picture.width + slackPx ? sideAt(picture.width - 1 - inset) : 0,
    ),
  };
}

/** Properties of a person on which the crop depends. */
export type CropInput = Pick<
  PersonReading,
  "head" | "faceWidthPx" | "pyramid" | "sourceScale" | "classes"
> & {
  readonly frame: Pick<FaceFrame, "iodPx">;
};

interface Interval {
  readonly min: number;
  readonly max: number;
}

type Margins = Readonly<
  Record<"hairTopPx" | "eyeLinePx" | "faceWidthPx" | "headHeightPx" | "interEyePx", Interval>
>;

/**
 * Deviation of measurements on the finished photo below and above the prediction, at 640 px of height: the 5 % and 95 %
 * quantiles over 241 photos (`lab -- geometry` at the tag `full-laboratory`).
 */
const foretoldPx: Margins = {
  hairTopPx: { min: 8, max: 1 },
  eyeLinePx: { min: 0.5, max: 1 },
  faceWidthPx: { min: 6, max: 2 },
  headHeightPx: { min: 2.5, max: 9 },
  interEyePx: { min: 1.5, max: 1 },
};
/**
 * Difference between two measurements of one finished photo that was re-encoded or shifted by parts of a pixel: the 95 %
 * quantile over the same photos.
 */
const repeatedPx: Margins = {
  hairTopPx: { min: 1, max: 1 },
  eyeLinePx: { min: 0.3, max: 0.3 },
  faceWidthPx: { min: 1.2, max: 1.2 },
  headHeightPx: { min: 1.5, max: 1.5 },
  interEyePx: { min: 0.5, max: 0.5 },
};
/**
 * Margins to try, from the widest to the one that remains where nothing else is within the windows or includes all of
 * the person.
 */
const margins: readonly Margins[] = [foretoldPx, repeatedPx];
const marginsHeightPx = 640;
const searchSteps = 24;

export function solveCrop(input: CropInput, spec: PhotoSpec): Framing {
  const cap = spec.maxScale * input.sourceScale;
  let best: Framing | null = null;
  for (const margin of margins) {
    const windows = windowsOf(input, spec, margin);
    const highest = Math.min(windows.scale.max, cap);
    if (windows.scale.min > highest) continue;
    const framing = closest(input, spec, windows, highest);
    if (!best || cost(framing) < cost(best)) best = framing;
    if (cost(best) === 0) break;
  }
  if (best) return best;
  const windows = windowsOf(input, spec, null);
  const blockedBy =
    windows.scale.min > windows.scale.max ? "windows" : windows.scale.min > cap ? "scale" : null;
  return frame(input, spec, Math.min(windows.scale.max, cap), windows, blockedBy);
}

/**
 * Returns the aimed scale, or the nearest larger one without missing rows below and without a shoulder cut at the
 * sides.
 */
function closest(input: CropInput, spec: PhotoSpec, windows: Windows, highest: number): Framing {
  const start = clamp(spec.aim.faceWidthPx / input.faceWidthPx, windows.scale.min, highest);
  let best = frame(input, spec, start, windows, null);
  for (let i = 1; i <= searchSteps && cost(best) > 0; i++) {
    const closer = frame(input, spec, start + ((highest - start) * i) / searchSteps, windows, null);
    if (cost(closer) < cost(best)) best = closer;
  }
  return best;
}

const cost = ({ missingRowsPx, sideCutPx }: Framing): number =>
  Math.round(missingRowsPx) * 1000 + sideCutPx;

interface Windows {
  readonly hairTop: Interval;
  readonly eyeLine: Interval;
  /** Permitted positions of the face, up to three quarters of the permitted distance from the middle. */
  readonly faceCentre: Interval;
  /** Output pixels per picture pixel. */
  readonly scale: Interval;
  readonly crownToEyePx: number;
}

function windowsOf(
  { head, faceWidthPx, frame: { iodPx } }: CropInput,
  { geometry, heightPx, widthPx }: PhotoSpec,
  margin: Margins | null,
): Windows {
  const inside = (measure: keyof Margins, { min = 0, max = heightPx }: Window): Interval => {
    const inner = margin?.[measure] ?? { min: 0, max: 0 };
    const gain = heightPx / marginsHeightPx;
    return { min: min + gain * inner.min, max: max - gain * inner.max };
  };
  const hairTop = inside("hairTopPx", geometry.hairTopPx);
  const eyeLine = inside("eyeLinePx", geometry.eyeLinePx);
  const crownToEyePx = Math.max(1, head.eyeLineY - head.crownY);
  const bounds = [
    { ...inside("faceWidthPx", geometry.faceWidthPx), lengthPx: faceWidthPx },
    { min: eyeLine.min - hairTop.max, max: eyeLine.max - hairTop.min, lengthPx: crownToEyePx },
    ...(geometry.headHeightPx
      ? [{ ...inside("headHeightPx", geometry.headHeightPx), lengthPx: head.chinY - head.crownY }]
      : []),
    ...(geometry.interEyePx
      ? [{ ...inside("interEyePx", geometry.interEyePx), lengthPx: iodPx }]
      : []),
  ];
  return {
    hairTop,
    eyeLine,
    faceCentre: wellInside({ min: 0, max: widthPx, ...geometry.faceCentreXPx }),
    crownToEyePx,
    scale: {
      min: Math.max(...bounds.map(({ min, lengthPx }) => min / lengthPx)),
      max: Math.min(
        ...bounds.map(({ max, lengthPx }) => max / lengthPx),
        (eyeLine.max - hairTop.min) / (crownToEyePx + integerPx),
      ),
    },
  };
}

/**
 * Additional room, because the crop starts on a whole pixel: with it, at least one start has both crown and eyes within
 * their windows.
 */
const integerPx = 1;

const wellInside = ({ min, max }: Interval): Interval => ({
  min: min + (max - min) / 8,
  max: max - (max - min) / 8,
});

function frame(
  { head, classes, pyramid }: CropInput,
  spec: PhotoSpec,
  wantedScale: number,
  { hairTop, eyeLine, faceCentre, scale: lawfulScale, crownToEyePx }: Windows,
  blockedBy: Framing["blockedBy"],
): Framing {
  const size = integerSize(spec, wantedScale, lawfulScale);
  const scale = spec.widthPx / size.width;
  const low = Math.max(hairTop.min, eyeLine.min - scale * crownToEyePx);
  const high = Math.min(hairTop.max, eyeLine.max - scale * crownToEyePx);
  const topFor = (hairTopPx: number): number => head.crownY - hairTopPx / scale;
  const top = integerBetween(
    topFor(high),
    topFor(low),
    topFor(clamp(spec.aim.hairTopPx, low, Math.max(low, high))),
  );
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

/** Returns the integer nearest to the ideal within the interval, or nearest to its middle where there is none. */
function integerBetween(low: number, high: number, ideal: number): number {
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  return first <= last ? clamp(Math.round(ideal), first, last) : Math.round((low + high) / 2);
}

/**
 * Returns an integer size near the wanted scale, within the windows if possible, whose aspect matches the spec's to a
 * tenth of a pixel where possible.
 */
function integerSize(
  spec: PhotoSpec,
  wantedScale: number,
  lawful: Interval,
): { width: number; height: number } {
  const aspect = spec.heightPx / spec.widthPx;
  const ideal = Math.max(8, spec.widthPx / wantedScale);
  let best = { width: Math.round(ideal), error: Number.POSITIVE_INFINITY };
  for (let width = Math.max(8, Math.round(ideal) - 4); width <= Math.round(ideal) + 4; width++) {
    const scale = spec.widthPx / width;
    const unlawful = scale < lawful.min || scale > lawful.max ? 1 : 0;
    const error =
      Math.abs(width * aspect - Math.round(width * aspect)) +
      0.01 * Math.abs(width - ideal) +
      unlawful;
    if (error < best.error) best = { width, error };
  }
  return { width: best.width, height: Math.round(best.width * aspect) };
}
