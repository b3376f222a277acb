/** The rim of the person in a finished photo: how much of it shows the old wall, or is darker than all that is beside it. */
import type { Rgb } from "@gradphoto/contract";
import { betweenBlocks, blockChannels, gridOf, sumBlocks, sumOfNeighbours } from "../maths/blocks.ts";
import { nearTo } from "../maths/chessboard.ts";
import { linearOfCode } from "../maths/colour.ts";
import { luminance, luminanceOf } from "../maths/luminance.ts";
import type { Raster } from "../ports.ts";
import type { CutPerson } from "./subject.ts";

export interface Rim {
  /** Indices of the rim's pixels, and of those at fault. */
  readonly pixels: number;
  readonly oldWall: readonly number[];
  readonly dark: readonly number[];
}

/** The rim reaches this far into the person from where alpha is one half; fainter than this nothing is seen. */
const rimPx = 2;
const seenAlpha = 0.1;
/** The person's own colours and the old wall's are taken this far from the edge, in the blocks around. */
const awayPx = 3;
const insideBlocks = 1;
const wallBlocks = 2;
const fewestPixels = 8;
/** A share of the old wall in a pixel that is seen; below the least difference of light, squared, person and wall look alike. */
const seenShare = 0.2;
const unlikeLight = 0.02;
/** Darker by so much lightness than the new background and everything of the person within reach. */
const seenDarker = 5;
const besidePx = 6;

export function rimOf(finished: Raster, { alpha, photo }: CutPerson, background: Rgb): Rim {
  const { width, height, data } = finished;
  const masks = masksOf(alpha, width);
  const inside = meanLight(finished, masks.person, insideBlocks);
  const wall = meanLight(photo, masks.wall, wallBlocks);
  const grid = gridOf(width, height);
  const newWall = [linearOfCode[background.r]!, linearOfCode[background.g]!, linearOfCode[background.b]!];
  const lighter = lightness(luminance(newWall[0]!, newWall[1]!, newWall[2]!));
  const light = luminanceOf(finished);
  const oldWall: number[] = [];
  const dark: number[] = [];
  let pixels = 0;
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i]!;
    if (a <= seenAlpha || masks.edge[i] === 0) continue;
    const y = (i / width) | 0;
    const x = i - y * width;
    pixels++;
    const darkest = darkestBeside(light, masks.person, width, x, y);
    if (Math.min(lighter, lightness(darkest)) - lightness(light[i]!) > seenDarker) dark.push(i);
    if (betweenBlocks(inside.count, grid, x, y) < fewestPixels) continue;
    if (betweenBlocks(wall.count, grid, x, y) < fewestPixels) continue;
    let along = 0;
    let length = 0;
    for (let c = 0; c < 3; c++) {
      const own = betweenBlocks(inside.light[c]!, grid, x, y);
      const towardsWall = betweenBlocks(wall.light[c]!, grid, x, y) - own;
      const meant = a * own + (1 - a) * newWall[c]!;
      along += (linearOfCode[data[3 * i + c]!]! - meant) * towardsWall;
      length += towardsWall ** 2;
    }
    if (length > unlikeLight && along > seenShare * length) oldWall.push(i);
  }
  return { pixels, oldWall, dark };
}

const surePerson = 0.95;
const sureWall = 0.05;

/** What is surely person or wall, `awayPx` from any mix, and what lies along the outline. Loops, for speed. */
function masksOf(alpha: Float32Array, width: number) {
  const notPerson = new Uint8Array(alpha.length);
  const notWall = new Uint8Array(alpha.length);
  const outside = new Uint8Array(alpha.length);
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i]!;
    if (a < surePerson) notPerson[i] = 1;
    if (a >= sureWall) notWall[i] = 1;
    if (a < 0.5) outside[i] = 1;
  }
  const person = new Float32Array(alpha.length);
  const wall = new Float32Array(alpha.length);
  const nearNotPerson = nearTo(notPerson, 1, awayPx, width);
  const nearNotWall = nearTo(notWall, 1, awayPx, width);
  for (let i = 0; i < alpha.length; i++) {
    person[i] = 1 - nearNotPerson[i]!;
    wall[i] = 1 - nearNotWall[i]!;
  }
  return { person, wall, edge: nearTo(outside, 1, rimPx, width) };
}

/** Per block the mean linear light of the mask's pixels around it, and how many there are. */
function meanLight(raster: Raster, mask: Float32Array, reachBlocks: number) {
  const grid = gridOf(raster.width, raster.height);
  const sums = sumOfNeighbours(sumBlocks(raster, linearOfCode, mask, 1, 1), grid, reachBlocks);
  const blocks = grid.columns * grid.rows;
  const plane = (c: number, perPixel: boolean): Float32Array =>
    Float32Array.from({ length: blocks }, (_, block) => {
      const at = block * blockChannels;
      return perPixel ? sums[at + c]! / Math.max(1, sums[at + 3]!) : sums[at + c]!;
    });
  return { light: [plane(0, true), plane(1, true), plane(2, true)], count: plane(3, false) };
}

/** Least luminance of the person's own pixels within reach; without any, none. */
function darkestBeside(light: Float32Array, person: Float32Array, width: number, x: number, y: number): number {
  const height = light.length / width;
  let darkest = Number.POSITIVE_INFINITY;
  for (let row = Math.max(0, y - besidePx); row <= Math.min(height - 1, y + besidePx); row++) {
    const line = row * width;
    const last = line + Math.min(width - 1, x + besidePx);
    for (let i = line + Math.max(0, x - besidePx); i <= last; i++) {
      if (person[i] === 1 && light[i]! < darkest) darkest = light[i]!;
    }
  }
  return darkest === Number.POSITIVE_INFINITY ? 0 : darkest;
}

const lightness = (y: number): number => (y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y);
