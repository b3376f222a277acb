/** Image pyramid, a picture with its halved copies, so that any part can be sampled small without aliasing. */
import type { Raster } from "../ports.ts";

/** Level i is the picture reduced by 2^i; level 0 is the picture itself. */
export type Pyramid = readonly [Raster, ...Raster[]];

const smallestSidePx = 96;

export function buildPyramid(raster: Raster): Pyramid {
  const levels: [Raster, ...Raster[]] = [raster];
  for (let level = raster; Math.min(level.width, level.height) >= 2 * smallestSidePx; ) {
    level = halve(level);
    levels.push(level);
  }
  return levels;
}

/** Reduces the picture to the mean of each 2×2 block. An odd last row or column is dropped. */
function halve({ width, height, data }: Raster): Raster {
  const halfWidth = width >> 1;
  const halfHeight = height >> 1;
  const half = new Uint8Array(halfWidth * halfHeight * 3);
  const stride = width * 3;
  let out = 0;
  for (let y = 0; y < halfHeight; y++) {
    let above = 2 * y * stride;
    let below = above + stride;
    for (let x = 0; x < halfWidth; x++) {
      half[out] = (data[above]! + data[above + 3]! + data[below]! + data[below + 3]! + 2) >> 2;
      half[out + 1] =
        (data[above + 1]! + data[above + 4]! + data[below + 1]! + data[below + 4]! + 2) >> 2;
      half[out + 2] =
        (data[above + 2]! + data[above + 5]! + data[below + 2]! + data[below + 5]! + 2) >> 2;
      out += 3;
      above += 6;
      below += 6;
    }
  }
  return { width: halfWidth, height: halfHeight, data: half };
}
