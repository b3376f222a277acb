/**
 * Settles pixels where person and wall have similar colours: there the network's outline decides, with a crisp edge.
 */
import {
  blockChannels,
  blockPx,
  gridOf,
  identityTable,
  interpolateBlocks,
  sumBlocks,
  sumNeighbours,
} from "../maths/blocks.ts";
import { closing } from "../maths/closing.ts";
import { clamp } from "../maths/statistics.ts";
import type { Raster } from "../ports.ts";
import type { CutPerson } from "../subject/subject.ts";
import type { CoarseMaps } from "./coarse-maps.ts";

/** Distance in blocks up to which pixels give the wall's colour. The second value is for the person's pixels. */
const wallBlocks = 4;
const personBlocks = 2;
const sureWall = 0.05;
const surePerson = 0.95;
/**
 * Difference of a person's pixel from the wall, in codes. It is inconclusive up to the first value, conclusive from the
 * second on.
 */
const alikeCode = 12;
const unlikeCode = 40;
/**
 * Share of surrounding person pixels that must differ from the wall. Below the first value only the outline decides,
 * above the second only colour. Light strands in dark hair are not conclusive for the pixels between them.
 */
const fewDecisive = 0.6;
const fullyDecisive = 0.9;
/** Width of the edge drawn where the outline decides. */
const edgePx = 3;

/** Rows and columns, with an inclusive start and an exclusive end. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Settles alpha and the person's own colours. `hair` is the network's share of hair. Outside `picture` the edge is only
 * repeated and the network has no data, so matting's alpha stays there.
 */
export function settleAmbiguous(
  { photo, alpha, foreground }: CutPerson,
  { personAlpha, hair }: CoarseMaps,
  picture: Bounds,
): CutPerson {
  const { width, height, data } = photo;
  const grid = gridOf(width, height);
  const isWall = new Uint8Array(alpha.length);
  for (let y = picture.top; y < picture.bottom; y++)
    for (let i = y * width + picture.left; i < y * width + picture.right; i++)
      if (personAlpha[i]! <= sureWall) isWall[i] = 1;
  const walls = sumNeighbours(sumBlocks(photo, identityTable, isWall, 1), grid, wallBlocks);
  const isHair = (i: number): boolean => hair[i]! > personAlpha[i]! / 2;
  const hairDecides = decisiveShare(photo, walls, (i) => personAlpha[i]! >= surePerson && isHair(i));
  const restDecides = decisiveShare(photo, walls, (i) => personAlpha[i]! >= surePerson && !isHair(i));
  // The network does not count a strand in front of the wall as person. It is hair, where there is any.
  const wallDecides = hairDecides.map((share, block) => (share + Math.max(share, restDecides[block]!)) / 2);
  const settled = Float32Array.from(alpha);
  const unsettled = new Float32Array(alpha.length);
  const colours = Uint8ClampedArray.from(foreground);
  for (let y = picture.top; y < picture.bottom; y++) {
    for (let x = picture.left; x < picture.right; x++) {
      const i = y * width + x;
      const byHair = interpolateBlocks(hairDecides, grid, x, y);
      const byRest = interpolateBlocks(restDecides, grid, x, y);
      const isPerson = personAlpha[i]! > sureWall;
      const decisive = !isPerson ? interpolateBlocks(wallDecides, grid, x, y) : isHair(i) ? byHair : byRest;
      const share = trusted(decisive);
      const least = trusted(Math.min(byHair, byRest));
      if (least === 1) continue;
      const outline = outlineAt(personAlpha, x, y, photo);
      settled[i] = share * alpha[i]! + (1 - share) * outline;
      if (personAlpha[i]! >= 0.5) unsettled[i] = 1 - least;
      // Whether person or wall is visible there, the pixel has the colour of both.
      for (let at = 3 * i; at < 3 * i + 3; at++) colours[at] = share * foreground[at]! + (1 - share) * data[at]!;
    }
  }
  // Between two sources, a thin gap opens where neither vouches for the person.
  const closed = closing(settled, width);
  for (let i = 0; i < alpha.length; i++) settled[i]! += unsettled[i]! * (closed[i]! - settled[i]!);
  return { photo, alpha: settled, foreground: colours };
}

const trusted = (decisive: number): number => clamp((decisive - fewDecisive) / (fullyDecisive - fewDecisive), 0, 1);

/**
 * Returns the edge of the coarse alpha, redrawn `edgePx` wide: its distance to one half, divided by its local slope.
 */
function outlineAt(coarse: Float32Array, x: number, y: number, { width, height }: Raster): number {
  const at = (dx: number, dy: number): number =>
    coarse[clamp(y + dy, 0, height - 1) * width + clamp(x + dx, 0, width - 1)]!;
  const slope = Math.hypot(at(slopePx, 0) - at(-slopePx, 0), at(0, slopePx) - at(0, -slopePx)) / (2 * slopePx);
  return clamp(0.5 + (at(0, 0) - 0.5) / (edgePx * Math.max(slope, minSlope)), 0, 1);
}

/**
 * Distance over which the slope is averaged, more than one cell of the network's map, because it jumps between cells.
 */
const slopePx = 2;
const minSlope = 0.004;

/**
 * Returns for each block the share, 0 to 1, of surrounding `isPart` pixels that differ from the surrounding wall; 1
 * where either is missing.
 */
function decisiveShare(
  { width, height, data }: Raster,
  walls: Float32Array,
  isPart: (pixel: number) => boolean,
): Float32Array {
  const grid = gridOf(width, height);
  const sums = new Float32Array(walls.length);
  for (let i = 0; i < width * height; i++) {
    if (!isPart(i)) continue;
    const y = (i / width) | 0;
    const at = blockChannels * (((y / blockPx) | 0) * grid.columns + (((i - y * width) / blockPx) | 0));
    const count = walls[at + 3]!;
    if (count === 0) continue;
    let sum = 0;
    for (let c = 0; c < 3; c++) sum += (data[3 * i + c]! - walls[at + c]! / count) ** 2;
    sums[at]! += clamp((Math.sqrt(sum / 3) - alikeCode) / (unlikeCode - alikeCode), 0, 1);
    sums[at + 3]! += 1;
  }
  const around = sumNeighbours(sums, grid, personBlocks);
  return Float32Array.from({ length: grid.columns * grid.rows }, (_, block) => {
    const count = around[block * blockChannels + 3]!;
    return count === 0 ? 1 : around[block * blockChannels]! / count;
  });
}
