/**
 * Settles pixels where person and wall have similar colours: there the network's outline decides, with a crisp edge.
 */
import {
  type BlockGrid,
  blockChannels,
  blockPx,
  gridOf,
  identityTable,
  interpolateBlocks,
  sumBlocks,
  sumNeighbours,
} from "../maths/blocks.ts";
import { clamp } from "../maths/statistics.ts";
import type { Raster } from "../ports.ts";
import type { CutPerson } from "../subject/subject.ts";
import type { CoarseMaps } from "./coarse-maps.ts";

/** Distance in blocks up to which pixels give the wall's colour. The second value is for the person's pixels. */
const wallBlocks = 4;
const personBlocks = 2;
const sureWall = 0.05;
const surePerson = 0.95;
/** Alpha from which a pixel is more likely person than wall. */
export const minPersonAlpha = 0.5;
/** Coarse alpha from which a pixel is not all wall. From `surePerson` on it is all person. */
const likelyPerson = 0.9;

/** Colours between which the photo itself decides. */
interface Gate {
  /** Difference of a person's pixel from the wall, in codes: inconclusive up to here … */
  readonly alikeCode: number;
  /** … and conclusive from here on. */
  readonly unlikeCode: number;
  /** Share of surrounding person pixels that are conclusive: up to here only the outline decides … */
  readonly few: number;
  /** … and from here on only colour. Light strands in dark hair are not conclusive for the pixels between them. */
  readonly full: number;
}

/** In the outline, matting errs little: only there where person and wall have nearly the same colour. */
const personGate: Gate = { alikeCode: 4, unlikeCode: 12, few: 0.4, full: 0.7 };
/** On the wall, matting leaves haze and specks even where the colours differ somewhat. */
const wallGate: Gate = { alikeCode: 12, unlikeCode: 40, few: 0.6, full: 0.9 };
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
 * Settles alpha and the person's own colours, in place. `hair` is the network's share of hair. Outside `picture` the
 * edge is only repeated and the network has no data, so matting's alpha stays there.
 */
export function settleAmbiguous(
  { photo, alpha, foreground }: CutPerson,
  { personAlpha, hair }: CoarseMaps,
  picture: Bounds,
): void {
  const { width, height, data } = photo;
  const grid = gridOf(width, height);
  const isWall = new Uint8Array(alpha.length);
  for (let y = picture.top; y < picture.bottom; y++)
    for (let i = y * width + picture.left; i < y * width + picture.right; i++)
      if (personAlpha[i]! <= sureWall) isWall[i] = 1;
  const walls = sumNeighbours(sumBlocks(photo, identityTable, isWall, 1), grid, wallBlocks);
  const onPerson = decisiveShares(photo, walls, personAlpha, hair, personGate);
  const onWall = decisiveShares(photo, walls, personAlpha, hair, wallGate);
  // The network does not count a strand in front of the wall as person. It is hair, where there is any.
  const wallDecides = onWall.hair.map(
    (share, block) => (share + Math.max(share, onWall.rest[block]!)) / 2,
  );
  const eitherDecides = onWall.hair.map((share, block) => Math.min(share, onWall.rest[block]!));
  for (let y = picture.top; y < picture.bottom; y++) {
    for (let x = picture.left; x < picture.right; x++) {
      const i = y * width + x;
      const coarse = personAlpha[i]!;
      // Inside the person and far from it, matting and outline agree.
      if (coarse === alpha[i] && (coarse === 0 || coarse === 1)) continue;
      const personDecides = hair[i]! > coarse / 2 ? onPerson.hair : onPerson.rest;
      const share =
        coarse > sureWall
          ? trustFrom(personGate, interpolateBlocks(personDecides, grid, x, y))
          : trustFrom(wallGate, interpolateBlocks(wallDecides, grid, x, y));
      const settled =
        share * alpha[i]! + (1 - share) * outlineAt(personAlpha, x, y, photo.width, picture);
      // A thin gap opens where hair ends and skin begins, because neither is certain there.
      const ambiguous = 1 - trustFrom(wallGate, interpolateBlocks(eitherDecides, grid, x, y));
      const least = ambiguous * clamp((coarse - likelyPerson) / (surePerson - likelyPerson), 0, 1);
      alpha[i] = Math.max(settled, least);
      // Whether person or wall is visible there, the pixel has the colour of both.
      const ownShare = settled < least ? Math.min(share, (1 - least) / (1 - settled)) : share;
      for (let at = 3 * i; at < 3 * i + 3; at++)
        foreground[at] = ownShare * foreground[at]! + (1 - ownShare) * data[at]!;
    }
  }
}

const trustFrom = ({ few, full }: Gate, decisive: number): number =>
  clamp((decisive - few) / (full - few), 0, 1);

/**
 * Returns the edge of the coarse alpha, redrawn `edgePx` wide: its distance to one half, divided by its local slope.
 * Beyond `picture` the coarse alpha is that of its edge, so that no edge is drawn along it.
 */
function outlineAt(
  coarse: Float32Array,
  x: number,
  y: number,
  width: number,
  picture: Bounds,
): number {
  const at = (dx: number, dy: number): number =>
    coarse[
      clamp(y + dy, picture.top, picture.bottom - 1) * width +
        clamp(x + dx, picture.left, picture.right - 1)
    ]!;
  const slope =
    Math.hypot(at(slopePx, 0) - at(-slopePx, 0), at(0, slopePx) - at(0, -slopePx)) / (2 * slopePx);
  return clamp(0.5 + (at(0, 0) - 0.5) / (edgePx * Math.max(slope, minSlope)), 0, 1);
}

/**
 * Distance over which the slope is averaged, more than one cell of the network's map, because it jumps between cells.
 */
const slopePx = 2;
const minSlope = 0.004;

/**
 * Returns for each block the share, 0 to 1, of surrounding hair that differs from the surrounding wall, and the same of
 * the rest of the person; 1 where either is missing.
 */
function decisiveShares(
  { width, height, data }: Raster,
  walls: Float32Array,
  personAlpha: Float32Array,
  hair: Float32Array,
  { alikeCode, unlikeCode }: Gate,
): { readonly hair: Float32Array; readonly rest: Float32Array } {
  const grid = gridOf(width, height);
  const ofHair = new Float32Array(walls.length);
  const ofRest = new Float32Array(walls.length);
  for (let y = 0; y < height; y++) {
    let at = blockChannels * grid.columns * ((y / blockPx) | 0);
    for (let x = 0; x < width; x += blockPx, at += blockChannels) {
      const count = walls[at + 3]!;
      if (count === 0) continue;
      const wallRed = walls[at]! / count;
      const wallGreen = walls[at + 1]! / count;
      const wallBlue = walls[at + 2]! / count;
      const end = y * width + Math.min(width, x + blockPx);
      for (let i = y * width + x; i < end; i++) {
        if (personAlpha[i]! < surePerson) continue;
        const red = data[3 * i]! - wallRed;
        const green = data[3 * i + 1]! - wallGreen;
        const blue = data[3 * i + 2]! - wallBlue;
        const sum = red * red + green * green + blue * blue;
        const sums = hair[i]! > personAlpha[i]! / 2 ? ofHair : ofRest;
        sums[at]! += clamp((Math.sqrt(sum / 3) - alikeCode) / (unlikeCode - alikeCode), 0, 1);
        sums[at + 3]! += 1;
      }
    }
  }
  return { hair: shareAround(ofHair, grid), rest: shareAround(ofRest, grid) };
}

function shareAround(sums: Float32Array, grid: BlockGrid): Float32Array {
  const around = sumNeighbours(sums, grid, personBlocks);
  return Float32Array.from({ length: grid.columns * grid.rows }, (_, block) => {
    const count = around[block * blockChannels + 3]!;
    return count === 0 ? 1 : around[block * blockChannels]! / count;
  });
}
