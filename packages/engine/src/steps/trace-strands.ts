/**
 * Detects single strands of hair outside the matting's band, which are thin, darker than the wall on both sides, and
 * connected with the hair.
 */

import { gridOf, interpolateBlocks } from "../maths/blocks.ts";
import { closing } from "../maths/closing.ts";
import {
  codeOfLinear,
  linearOfCode,
  luminance,
  luminanceAt,
  luminanceOf,
} from "../maths/colour.ts";
import { floodFrom, reached } from "../maths/flood.ts";
import { nearTo } from "../maths/near-to.ts";
import { nthOf } from "../maths/statistics.ts";
import type { Raster } from "../ports.ts";
import type { CutPerson } from "../subject/subject.ts";
import { wallLight } from "./wall-light.ts";

/** Search distance from the hair, in pixels. */
const reachPx = 48;
/**
 * Minimum alpha of a line. A fainter one is noise, and one that distant wall contains just as strongly is the wall's
 * own grain.
 */
const minAlpha = 0.12;
const grainShare = 0.99;
const aboveGrain = 1.5;
/** Maximum grain. In front of leaves or curtains, strands cannot be distinguished from their lines. */
const maxGrain = 0.4;
const minWallPixels = 2000;
/** Plainness of the wall from which its own lines, such as a chair's or a shelf's, are not taken for hair. */
const minPlainness = 0.5;
/** Grain below which nothing is ruled out. */
const faintGrain = minAlpha / aboveGrain;
/** Minimum alpha of hair that joins a traced line along it. */
const joinAlpha = 0.15;
/** Hair probability from which a pixel is certainly hair. The mean colour of such pixels is the colour of a strand. */
const sureHair = 0.8;
const minPixels = 50;
/**
 * Factor from absorbed light to covered area. Phones and our own resampling average codes, which makes a thin dark line
 * absorb more light than it covers.
 */
const coveredShare = 0.9;
/** Linear light by which the wall must be lighter than the hair for a line to be conclusive. */
const minContrast = 0.05;

/** Adds strands to alpha and colours of the cut-out, in place. `hair` is the probability of hair per pixel, 0..1. */
export function traceStrands({ photo, alpha, foreground }: CutPerson, hair: Float32Array): void {
  const { width } = photo;
  const colour = meanHair(photo, alpha, hair);
  if (!colour) return;
  const own = luminance(colour[0], colour[1], colour[2]);
  const { mass, seeds } = hairMass(alpha, hair, width);
  const near = nearTo(mass, reachPx, width);
  const wall = meanWall(photo, alpha, near);
  // In light hair the gaps between strands are darker than the strands, and would be traced instead.
  if (wall.pixels < minWallPixels || wall.light - own <= minContrast) return;
  const line = linesOf(photo, alpha, near, own);
  const least = minLineAlpha(grainOf(line, near), wall.pixels);
  if (least > maxGrain) return;
  const open = new Uint8Array(alpha.length);
  for (let i = 0; i < alpha.length; i++) {
    if (near[i] === 0 || line[i]! <= least) line[i] = 0;
    if (line[i]! > 0 || (near[i] === 1 && alpha[i]! >= joinAlpha)) open[i] = 1;
  }
  // A diagonal step bridges the corners and single gaps of a thin line.
  floodFrom(seeds, nearTo(open, 1, width), width);
  const codes = colour.map(codeOfLinear);
  for (let i = 0; i < alpha.length; i++) {
    if (open[i] !== reached || line[i]! <= alpha[i]!) continue;
    alpha[i] = line[i]!;
    for (let c = 0; c < 3; c++) foreground[3 * i + c] = codes[c]!;
  }
}

/** Returns the luminance of pixel `i` in the precision of `luminanceOf`, with which it is compared. */
const lightAt = (data: Uint8Array, i: number): number => Math.fround(luminanceAt(data, i));

/** Returns the number and the mean light of the pixels that are wall only, and farther from the hair than its reach. */
function meanWall(
  { data }: Raster,
  alpha: Float32Array,
  near: Uint8Array,
): { pixels: number; light: number } {
  let pixels = 0;
  let light = 0;
  for (let i = 0; i < alpha.length; i++) {
    if (near[i] !== 0 || alpha[i] !== 0) continue;
    pixels++;
    light += lightAt(data, i);
  }
  return { pixels, light: light / pixels };
}

/** Returns for each pixel the alpha of a thin line in the hair's light `own`; 0 inside the person and without a line. */
function linesOf(photo: Raster, alpha: Float32Array, near: Uint8Array, own: number): Float32Array {
  const { width, height } = photo;
  const values = closing(luminanceOf(photo), width);
  const grid = gridOf(width, height);
  const { plainness } = wallLight(alpha, photo);
  const isPlain = (i: number): boolean =>
    interpolateBlocks(plainness, grid, i % width, (i / width) | 0) >= minPlainness;
  for (let i = 0; i < alpha.length; i++) {
    const wall = values[i]!;
    const isSearched = near[i] === 0 ? alpha[i] === 0 : alpha[i] !== 1 && isPlain(i);
    values[i] =
      isSearched && wall - own > minContrast
        ? Math.min(1, (coveredShare * (wall - lightAt(photo.data, i))) / (wall - own))
        : 0;
  }
  return values;
}

/** Returns the alpha of the wall's own lines, far from the hair. */
function grainOf(line: Float32Array, near: Uint8Array): Float32Array {
  const isGrain = (i: number): boolean => near[i] === 0 && line[i]! > faintGrain;
  let count = 0;
  for (let i = 0; i < line.length; i++) if (isGrain(i)) count++;
  const grain = new Float32Array(count);
  for (let i = 0; i < line.length; i++) if (isGrain(i)) grain[--count] = line[i]!;
  return grain;
}

/** Returns pixels that are more likely hair than anything else, and one pixel of each run of them. */
function hairMass(alpha: Float32Array, hair: Float32Array, width: number) {
  const mass = new Uint8Array(alpha.length);
  const seeds: number[] = [];
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i]! < 0.5 || hair[i]! <= 0.5) continue;
    mass[i] = 1;
    if (i % width === 0 || mass[i - 1] === 0) seeds.push(i);
  }
  return { mass, seeds };
}

/**
 * Returns the lowest alpha of a line that counts as hair: above a percentile of the wall's own lines.
 *
 * `grain`: the alpha of those wall pixels, of `wallPixels` in all, that have any; it is reordered.
 */
function minLineAlpha(grain: Float32Array, wallPixels: number): number {
  const rank = Math.floor(grainShare * wallPixels) - (wallPixels - grain.length);
  return rank < 0 ? minAlpha : Math.max(minAlpha, aboveGrain * nthOf(grain, rank));
}

/** Returns the mean linear light of the hair, or null where hardly any is visible. */
function meanHair(
  { data }: Raster,
  alpha: Float32Array,
  hair: Float32Array,
): [number, number, number] | null {
  const sum: [number, number, number] = [0, 0, 0];
  let pixels = 0;
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i]! < 0.98 || hair[i]! <= sureHair) continue;
    pixels++;
    for (let c = 0; c < 3; c++) sum[c]! += linearOfCode[data[3 * i + c]!]!;
  }
  return pixels < minPixels ? null : [sum[0] / pixels, sum[1] / pixels, sum[2] / pixels];
}
