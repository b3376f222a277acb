/**
 * Edge of the person in the finished photo: remains of the old wall, a dark line that is neither person nor background,
 * hair that cannot be distinguished from an equally dark wall, or a patch of wall that was kept.
 */
import { checkWords, type Rgb } from "@gradphoto/domain/photo-standard";
import {
  blockChannels,
  gridOf,
  interpolateBlocks,
  sumBlocks,
  sumNeighbours,
} from "../maths/blocks.ts";
import { linearOfCode, luminance, luminanceAt } from "../maths/colour.ts";
import { nearTo } from "../maths/near-to.ts";
import { atLeast, below } from "../maths/threshold.ts";
import type { Raster } from "../ports.ts";
import type { CutPerson } from "../subject/subject.ts";
import { resultCheck } from "./check.ts";
import { findRemainingWall } from "./remaining-wall.ts";

/** Rim of the person in a finished photo. */
interface Rim {
  readonly pixelCount: number;
  /** Indexes of pixels that contain the old wall. */
  readonly oldWallPixels: readonly number[];
  /** Indexes of pixels that are darker than everything next to them. */
  readonly darkPixels: readonly number[];
  /** Pixels above the eyes, and indexes of those where person and wall are equally dark. */
  readonly hairCount: number;
  readonly unclearPixels: readonly number[];
}

/** Depth of the rim into the person, from where alpha is one half. */
const rimPx = 2;
/** Fainter pixels are invisible. */
const minVisibleAlpha = 0.1;
/**
 * Distance from the edge at which the person's own colours and the old wall's are sampled, in the surrounding blocks.
 */
const sampleDistancePx = 3;
const personReachBlocks = 1;
const wallReachBlocks = 2;
const minSamplePixels = 8;
/** Share of the old wall that is visible in a pixel. */
const minVisibleWallShare = 0.2;
/** Squared difference of light below which person and wall look alike. */
const minSquaredContrast = 0.02;
/** Visible difference in lightness, from the new background and from all of the person within reach. */
const minDarkening = 5;
const darkReachPx = 6;
/** Light and squared difference of light, in every channel, below which dark hair and a dark wall look alike. */
const maxDarkLight = 0.05;
const minDarkContrast = 0.0005;

function rimOf(
  finished: Raster,
  { alpha, photo }: CutPerson,
  background: Rgb,
  eyeLinePx: number,
): Rim {
  const { width, height, data } = finished;
  const masks = masksOf(alpha, width);
  const inside = meanLight(finished, masks.nearNotPerson, personReachBlocks);
  const wall = meanLight(photo, masks.nearNotWall, wallReachBlocks);
  const grid = gridOf(width, height);
  const newWall = [
    linearOfCode[background.r]!,
    linearOfCode[background.g]!,
    linearOfCode[background.b]!,
  ];
  const backgroundLightness = lightness(luminance(newWall[0]!, newWall[1]!, newWall[2]!));
  const oldWallPixels: number[] = [];
  const darkPixels: number[] = [];
  const unclearPixels: number[] = [];
  let pixelCount = 0;
  let hairCount = 0;
  for (let i = 0; i < alpha.length; i++) {
    const pixelAlpha = alpha[i]!;
    if (pixelAlpha <= minVisibleAlpha || masks.edge[i] === 0) continue;
    const y = (i / width) | 0;
    const x = i - y * width;
    pixelCount++;
    if (
      backgroundLightness - lightness(luminanceAt(data, i)) > minDarkening &&
      isDarker(finished, masks.nearNotPerson, x, y)
    )
      darkPixels.push(i);
    if (interpolateBlocks(inside.count, grid, x, y) < minSamplePixels) continue;
    if (interpolateBlocks(wall.count, grid, x, y) < minSamplePixels) continue;
    let projection = 0;
    let squaredContrast = 0;
    let lightest = 0;
    for (let c = 0; c < 3; c++) {
      const own = interpolateBlocks(inside.light[c]!, grid, x, y);
      const towardsWall = interpolateBlocks(wall.light[c]!, grid, x, y) - own;
      const expected = pixelAlpha * own + (1 - pixelAlpha) * newWall[c]!;
      projection += (linearOfCode[data[3 * i + c]!]! - expected) * towardsWall;
      squaredContrast += towardsWall ** 2;
      lightest = Math.max(lightest, own, own + towardsWall);
    }
    if (y < eyeLinePx) hairCount++;
    if (y < eyeLinePx && lightest < maxDarkLight && squaredContrast < minDarkContrast)
      unclearPixels.push(i);
    if (squaredContrast > minSquaredContrast && projection > minVisibleWallShare * squaredContrast)
      oldWallPixels.push(i);
  }
  return { pixelCount, oldWallPixels, darkPixels, hairCount, unclearPixels };
}

const surePerson = 0.95;
const sureWall = 0.05;

/**
 * Returns three masks: pixels within `sampleDistancePx` of any that is not certainly person, the same for the wall, and
 * pixels with an alpha below one half or within `rimPx` of these.
 */
function masksOf(alpha: Float32Array, width: number) {
  return {
    nearNotPerson: nearTo(below(alpha, surePerson), sampleDistancePx, width),
    nearNotWall: nearTo(atLeast(alpha, sureWall), sampleDistancePx, width),
    edge: nearTo(below(alpha, 0.5), rimPx, width),
  };
}

/** Returns for each block the mean linear light of the surrounding pixels that are 0 in `except`, and their number. */
function meanLight(raster: Raster, except: Uint8Array, reachBlocks: number) {
  const grid = gridOf(raster.width, raster.height);
  const sums = sumNeighbours(sumBlocks(raster, linearOfCode, except, 0), grid, reachBlocks);
  const blocks = grid.columns * grid.rows;
  const light = [new Float32Array(blocks), new Float32Array(blocks), new Float32Array(blocks)];
  const count = new Float32Array(blocks);
  for (let block = 0; block < blocks; block++) {
    const at = block * blockChannels;
    count[block] = sums[at + 3]!;
    for (let c = 0; c < 3; c++) light[c]![block] = sums[at + c]! / Math.max(1, count[block]!);
  }
  return { light, count };
}

/** Returns true if the pixel is visibly darker than all of the person's own pixels within reach; false without any. */
function isDarker(
  { width, height, data }: Raster,
  nearNotPerson: Uint8Array,
  x: number,
  y: number,
): boolean {
  const own = luminanceAt(data, y * width + x);
  let darkest = Number.POSITIVE_INFINITY;
  for (
    let row = Math.max(0, y - darkReachPx);
    row <= Math.min(height - 1, y + darkReachPx);
    row++
  ) {
    const line = row * width;
    const last = line + Math.min(width - 1, x + darkReachPx);
    for (let i = line + Math.max(0, x - darkReachPx); i <= last; i++) {
      if (nearNotPerson[i] !== 0) continue;
      const light = luminanceAt(data, i);
      if (light <= own) return false;
      darkest = Math.min(darkest, light);
    }
  }
  return darkest < Number.POSITIVE_INFINITY && lightness(darkest) - lightness(own) > minDarkening;
}

const lightness = (y: number): number => (y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y);

/**
 * Shares of the rim above which a reviewer must look. One of 100 created photos exceeds them. With a hard mask, the
 * photo's own colours, or an edge darkened by half, more than half do.
 */
const maxOldWallShare = 0.3;
const maxDarkShare = 0.08;
/** Share of the outline above the eyes. Measured on 257 open photos: eight exceed it, all with dark hair before a dark wall. */
const maxUnclearShare = 0.25;
/** Share of the photo. Chosen on 82 labelled cut-outs of open photos, of which it flags one clean one in ten. */
const maxRemainingWallShare = 0.000415;
/** Side of the squares; the overlay marks the worst one. */
const squarePx = 64;

const { titleWhen, adviceWhen } = checkWords["edge-fringe"];

export const edgeFringe = resultCheck({
  id: "edge-fringe",
  measure: ({ decoded, spec, cut, measured }) => {
    if (!cut)
      return {
        value: null,
        why: { zh: "不是在本系统制作的照片", en: "the photo was not made by this system" },
      };
    const eyeLinePx = measured?.eyeLinePx ?? 0;
    const { pixelCount, oldWallPixels, darkPixels, hairCount, unclearPixels } = rimOf(
      decoded,
      cut,
      spec.background,
      eyeLinePx,
    );
    if (pixelCount === 0)
      return {
        value: null,
        why: { zh: "看不到人像边缘", en: "the edge of the person is not visible" },
      };
    const [oldWallShare, darkShare] = [
      oldWallPixels.length / pixelCount,
      darkPixels.length / pixelCount,
    ];
    const unclear = hairCount === 0 ? 0 : unclearPixels.length / hairCount / maxUnclearShare;
    const { alpha, personProbability, photo } = cut;
    const remainingWall = findRemainingWall(alpha, personProbability, photo.width);
    const value = Math.max(
      oldWallShare / maxOldWallShare,
      darkShare / maxDarkShare,
      unclear,
      remainingWall.length / alpha.length / maxRemainingWallShare,
    );
    const faulty = [...oldWallPixels, ...darkPixels, ...unclearPixels, ...remainingWall];
    const shapes = faulty.length > 0 ? [worstSquare(faulty, decoded.width)] : [];
    const isUnclearHair = value > 1 && value === unclear;
    return {
      value,
      shapes,
      ...(isUnclearHair ? { title: titleWhen.unclearHair, advice: adviceWhen.unclearHair } : {}),
    };
  },
});

function worstSquare(pixels: readonly number[], width: number) {
  const columns = Math.ceil(width / squarePx);
  const counts = new Map<number, number>();
  let worst = 0;
  for (const i of pixels) {
    const square =
      Math.floor(Math.floor(i / width) / squarePx) * columns + Math.floor((i % width) / squarePx);
    const count = (counts.get(square) ?? 0) + 1;
    counts.set(square, count);
    if (count > (counts.get(worst) ?? 0)) worst = square;
  }
  const [x, y] = [(worst % columns) * squarePx, Math.floor(worst / columns) * squarePx];
  return { kind: "box", x, y, width: squarePx, height: squarePx } as const;
}
