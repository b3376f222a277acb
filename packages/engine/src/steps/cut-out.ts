/** Step 4, first half: makes the crop at output size, and the person in it with fine alpha and own colours. */
import type { PhotoSpec, Point } from "@gradphoto/domain/photo-standard";
import type { MattingKernel } from "@gradphoto/matting";
import { floodFrom, reached } from "../maths/flood.ts";
import { nearTo } from "../maths/near-to.ts";
import { clamp } from "../maths/statistics.ts";
import { atLeast } from "../maths/threshold.ts";
import type { ImageCodec, Raster, Rect } from "../ports.ts";
import type { ComposedPerson, Crop, CutPerson, PersonSubject } from "../subject/subject.ts";
import { boundAlpha } from "./bound-alpha.ts";
import { type CoarseMaps, coarseMaps } from "./coarse-maps.ts";
import { type Bounds, minPersonAlpha, settleAmbiguous } from "./settle-ambiguous.ts";
import { traceStrands } from "./trace-strands.ts";

const opaque = 0.98;
/** Alpha below which nothing is visible anyway. */
const softEdge = 0.25;

/** Sets alpha to 0 in every region that is not connected with `seed` through alpha of a quarter and more. */
export function keepConnectedPart(alpha: Float32Array, width: number, seed: Point): void {
  const start = seed.y * width + seed.x;
  if (alpha[start]! < minPersonAlpha) return;
  const drawn = atLeast(alpha, softEdge);
  floodFrom([start], drawn, width);
  for (let i = 0; i < alpha.length; i++) if (drawn[i] === 1) alpha[i] = 0;
}

/** Distance from 0 or 1 within which alpha values are noise. */
const noise = 0.04;
/** Minimum alpha that a strand of hair reaches somewhere near. Anything fainter and farther out is wall. */
const strandAlpha = 0.25;
const strandReachPx = 6;

/** Sets alpha that is noise to 0 or 1, and stretches the rest to the full range. */
export function clearNoise(alpha: Float32Array, width: number): void {
  const nearStrand = nearTo(atLeast(alpha, strandAlpha), strandReachPx, width);
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i]!;
    if (nearStrand[i] === 0 || a <= noise) alpha[i] = 0;
    else alpha[i] = a >= 1 - noise ? 1 : (a - noise) / (1 - 2 * noise);
  }
}

/** Minimum alpha of a pixel that connects a part with the person. */
const minConnectedAlpha = 0.06;

/** Clears grain of the wall: every pixel not connected to the opaque person. Gaps of one pixel count as connected. */
export function clearIslands(alpha: Float32Array, width: number): void {
  const open = nearTo(atLeast(alpha, minConnectedAlpha), 1, width);
  const seeds: number[] = [];
  for (let i = 0; i < alpha.length; i++) {
    if (open[i] === 0) continue;
    if (alpha[i]! >= opaque) open[i] = 0;
    else if (
      alpha[i - 1]! >= opaque ||
      alpha[i + 1]! >= opaque ||
      alpha[i - width]! >= opaque ||
      alpha[i + width]! >= opaque
    )
      seeds.push(i);
  }
  floodFrom(seeds, open, width);
  for (let i = 0; i < alpha.length; i++)
    if (open[i] !== reached && alpha[i]! < opaque) alpha[i] = 0;
}

/** Part of the picture at a higher resolution. */
export interface FinerPart {
  readonly raster: Raster;
  /** Position in the picture, and number of its pixels per pixel of the picture. */
  readonly left: number;
  readonly top: number;
  readonly factor: number;
}

/** What the refinements know besides the cut-out itself. */
interface Surroundings {
  readonly coarse: CoarseMaps;
  /** Output pixels that the picture covers. */
  readonly picture: Bounds;
  /** Output pixels in which the person may be drawn. */
  readonly drawable: Bounds;
}

/** Cut-out of the matting kernel, before any refinement. */
export interface Matte {
  readonly person: CutPerson;
  readonly surroundings: Surroundings;
}

/** Refinements of the matting's cut-out, in their order. Each changes it in place. */
export const refinements: Readonly<
  Record<string, (person: CutPerson, surroundings: Surroundings) => void>
> = {
  settleAmbiguous: (person, { coarse, picture }) => settleAmbiguous(person, coarse, picture),
  clearNoise: ({ photo, alpha }) => clearNoise(alpha, photo.width),
  boundAlpha: (person) => boundAlpha(person),
  traceStrands: (person, { coarse }) => traceStrands(person, coarse.hair),
  clearIslands: ({ photo, alpha }) => clearIslands(alpha, photo.width),
  clearBeyond: ({ photo, alpha }, { drawable }) => clearBeyond(alpha, photo, drawable),
};

/**
 * Cuts out the person. `finer` is the part of the crop inside the picture, where the working picture has too few pixels
 * for the cut.
 */
export async function cutOut(
  subject: PersonSubject,
  crop: Crop,
  finer: FinerPart | null,
  spec: PhotoSpec,
  codec: ImageCodec,
  kernel: MattingKernel,
): Promise<ComposedPerson> {
  const { person, surroundings } = await matte(subject, crop, finer, spec, codec, kernel);
  for (const refine of Object.values(refinements)) refine(person, surroundings);
  return { ...person, personProbability: surroundings.coarse.personAlpha };
}

/** Cuts out the person without the refinements. */
export async function matte(
  subject: PersonSubject,
  crop: Crop,
  finer: FinerPart | null,
  spec: PhotoSpec,
  codec: ImageCodec,
  kernel: MattingKernel,
): Promise<Matte> {
  const picture = subject.pyramid[0];
  const resizing = resizedCrop(picture, finer, crop.rect, spec, codec);
  const toOutputX = (x: number) => Math.round((x - crop.rect.left) * crop.scale);
  const toOutputY = (y: number) => Math.round((y - crop.rect.top) * crop.scale);
  const coarse = coarseMaps(subject.classes, crop, spec, picture);
  keepConnectedPart(coarse.personAlpha, spec.widthPx, {
    x: clamp(toOutputX(subject.head.faceCentreX), 0, spec.widthPx - 1),
    y: clamp(toOutputY(subject.head.eyeLineY), 0, spec.heightPx - 1),
  });
  const photo = await resizing;
  const { alpha, foreground } = kernel.cutOut({
    width: spec.widthPx,
    height: spec.heightPx,
    rgb: photo.data,
    ...coarse,
  });
  const covered = pictureIn(crop, spec, picture, 0);
  const drawable = { ...pictureIn(crop, spec, picture, repeatedPx), top: covered.top };
  return {
    person: { photo, alpha, foreground },
    surroundings: { coarse, picture: covered, drawable },
  };
}

/**
 * Distance beyond sides and bottom, in the picture's pixels, within which its repeated edge counts as the person's own,
 * which is invisible. Farther out it would draw cut hair into spikes.
 */
const repeatedPx = 2;

/** Clears alpha outside `drawable`, where the picture's last pixels are only repeated. */
function clearBeyond(
  alpha: Float32Array,
  { width, height }: Raster,
  { left, top, right, bottom }: Bounds,
): void {
  for (let row = 0; row < height; row++) {
    const line = row * width;
    if (row < top || row >= bottom) alpha.fill(0, line, line + width);
    else alpha.fill(0, line, line + left).fill(0, line + right, line + width);
  }
}

/** Returns the output pixels covered by the picture, extended on every side by this number of its own pixels. */
function pictureIn(
  { rect, scale }: Crop,
  { widthPx, heightPx }: PhotoSpec,
  picture: Raster,
  morePx: number,
): Bounds {
  const toColumn = (x: number): number => clamp(Math.round((x - rect.left) * scale), 0, widthPx);
  const toRow = (y: number): number => clamp(Math.round((y - rect.top) * scale), 0, heightPx);
  return {
    left: toColumn(-morePx),
    top: toRow(-morePx),
    right: toColumn(picture.width + morePx),
    bottom: toRow(picture.height + morePx),
  };
}

/** Returns the crop at output size. A separate function, so that the padded crop (megabytes) is freed once it is resized. */
function resizedCrop(
  picture: Raster,
  finer: FinerPart | null,
  rect: Rect,
  { widthPx, heightPx }: PhotoSpec,
  codec: ImageCodec,
): Promise<Raster> {
  const { raster, part } = reachingOver(...finestOf(picture, finer, rect));
  return codec.resize(raster, widthPx, heightPx, part);
}

/** Returns the raster to cut from, and the crop in its pixels. */
function finestOf(picture: Raster, finer: FinerPart | null, rect: Rect): [Raster, Rect] {
  if (!finer) return [picture, rect];
  const scaled = (length: number): number => Math.round(length * finer.factor);
  const left = scaled(rect.left - finer.left);
  const top = scaled(rect.top - finer.top);
  return [finer.raster, { left, top, width: scaled(rect.width), height: scaled(rect.height) }];
}

/**
 * Returns a raster that contains all of `rect`, and the rectangle in it. Outside the picture its edge pixels are
 * repeated.
 */
export function reachingOver(
  picture: Raster,
  rect: Rect,
): { readonly raster: Raster; readonly part: Rect } {
  const { left, top, width, height } = rect;
  const inside =
    left >= 0 && top >= 0 && left + width <= picture.width && top + height <= picture.height;
  return inside
    ? { raster: picture, part: rect }
    : { raster: extractPadded(picture, rect), part: { left: 0, top: 0, width, height } };
}

function extractPadded({ width, height, data }: Raster, rect: Rect): Raster {
  const part = new Uint8Array(rect.width * rect.height * 3);
  const from = clamp(rect.left, 0, width - 1);
  const to = clamp(rect.left + rect.width, from + 1, width);
  const padLeft = clamp(from - rect.left, 0, rect.width - 1);
  const padRight = clamp(padLeft + to - from, 1, rect.width);
  for (let row = 0; row < rect.height; row++) {
    const line = clamp(rect.top + row, 0, height - 1) * width;
    const out = row * rect.width;
    part.set(data.subarray((line + from) * 3, (line + to) * 3), (out + padLeft) * 3);
    repeatPixel(part, out + padLeft, out, out + padLeft);
    repeatPixel(part, out + padRight - 1, out + padRight, out + rect.width);
  }
  return { width: rect.width, height: rect.height, data: part };
}

function repeatPixel(data: Uint8Array, pixel: number, from: number, to: number): void {
  for (let i = from * 3, k = 0; i < to * 3; i++, k++) data[i] = data[pixel * 3 + (k % 3)]!;
}
