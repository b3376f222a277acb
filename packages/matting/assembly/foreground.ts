/**
 * The person's own colours by blur-fusion (Forte, Pitié 2021): a wide pass at quarter size, a narrow one at half size,
 * and the last formula at full size where a pixel is a mix of person and wall. Layers are cells of (red, green, blue,
 * 1) times the visible share, so that a box sum contains its own weight.
 */
import { blockStart } from "./band";
import { boxSum, sampleCells } from "./cells";

/** Added weight that prevents a division by zero in windows without any person or any wall. */
const EMPTY_WINDOW: f32 = 1e-4;
/**
 * Number of steps of the table of code values. It is indexed by the square root of light, which spreads them almost
 * evenly.
 */
const CODE_STEPS: f32 = 4095;

function alphaOf(cell: v128): v128 {
  return v128.shuffle<f32>(cell, cell, 3, 3, 3, 3);
}

/** Multiplies a cell by `share`, with the share itself in the last lane. */
function weighted(cell: v128, share: v128): v128 {
  return f32x4.mul(f32x4.replace_lane(cell, 3, 1), share);
}

/** Splits cells (red, green, blue, alpha) into the two weighted layers. */
export function splitLayers(cells: usize, foreground: usize, background: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < (<usize>count) << 4; i += 16) {
    const cell = v128.load(cells + i);
    const alpha = alphaOf(cell);
    v128.store(foreground + i, weighted(cell, alpha));
    v128.store(background + i, weighted(cell, f32x4.sub(one, alpha)));
  }
}

/**
 * Computes the weighted means of both layers over the square of the given radius. The mean background may replace the
 * foreground.
 */
export function blurLayers(
  foreground: usize,
  background: usize,
  meanForeground: usize,
  meanBackground: usize,
  columnSums: usize,
  width: i32,
  height: i32,
  radius: i32,
): void {
  boxSum(foreground, meanForeground, columnSums, width, height, radius);
  boxSum(background, meanBackground, columnSums, width, height, radius);
  normalize(meanForeground, width * height);
  normalize(meanBackground, width * height);
}

function normalize(sums: usize, count: i32): void {
  for (let i: usize = 0; i < (<usize>count) << 4; i += 16) {
    const sum = v128.load(sums + i);
    v128.store(sums + i, f32x4.div(sum, f32x4.add(alphaOf(sum), f32x4.splat(EMPTY_WINDOW))));
  }
}

/** Moves the mean foreground so that the mix explains the colour better (equation 7), and clamps it to 0..1. */
function fuse(colour: v128, alpha: v128, foreground: v128, background: v128): v128 {
  const wall = f32x4.mul(f32x4.sub(f32x4.splat(1), alpha), background);
  const unexplained = f32x4.sub(f32x4.sub(colour, f32x4.mul(alpha, foreground)), wall);
  const fused = f32x4.add(foreground, f32x4.mul(alpha, unexplained));
  return f32x4.max(f32x4.min(fused, f32x4.splat(1)), f32x4.splat(0));
}

/** Replaces the mean foreground of every cell by the fused one. */
export function fuseCells(cells: usize, foreground: usize, background: usize, count: i32): void {
  for (let i: usize = 0; i < (<usize>count) << 4; i += 16) {
    const cell = v128.load(cells + i);
    const fused = fuse(cell, alphaOf(cell), v128.load(foreground + i), v128.load(background + i));
    v128.store(foreground + i, fused);
  }
}

/**
 * Computes weighted layers at twice the size from means at this size. `cells` contains the alphas at twice the size.
 */
export function doubleLayers(
  meanForeground: usize,
  meanBackground: usize,
  meanWidth: i32,
  meanHeight: i32,
  cells: usize,
  foreground: usize,
  background: usize,
  width: i32,
  height: i32,
): void {
  const one = f32x4.splat(1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (<usize>(y * width + x)) << 4;
      const alpha = alphaOf(v128.load(cells + i));
      v128.store(
        foreground + i,
        weightedSample(meanForeground, x, y, meanWidth, meanHeight, alpha),
      );
      const rest = f32x4.sub(one, alpha);
      v128.store(background + i, weightedSample(meanBackground, x, y, meanWidth, meanHeight, rest));
    }
  }
}

/** Takes no sample for weight 0, which most cells have in one of the layers. */
function weightedSample(means: usize, x: i32, y: i32, width: i32, height: i32, weight: v128): v128 {
  if (!v128.any_true(weight)) return weight;
  return weighted(sampleCells(means, x, y, width, height), weight);
}

/**
 * Overwrites the packed code values of the pixels with 0 < alpha < 1. `width` and `height` are those of the means;
 * `codeOfRoot` has CODE_STEPS + 1 code values.
 */
export function writeForeground(
  meanForeground: usize,
  meanBackground: usize,
  width: i32,
  height: i32,
  starts: usize,
  blocks: i32,
  red: usize,
  green: usize,
  blue: usize,
  alpha: usize,
  codeOfRoot: usize,
  rgb: usize,
  pictureWidth: i32,
  stride: i32,
): void {
  for (let block = 0; block < blocks; block++) {
    const start = blockStart(starts, block);
    const y = <i32>start / stride;
    for (let lane = 0; lane < 4; lane++) {
      const x = <i32>start - y * stride + lane;
      // A block at the end of a row may reach into the margin.
      if (x >= pictureWidth) break;
      const cell = (start + <usize>lane) << 2;
      const share = load<f32>(alpha + cell);
      if (share <= 0 || share >= 1) continue;
      const colour = f32x4(
        load<f32>(red + cell),
        load<f32>(green + cell),
        load<f32>(blue + cell),
        0,
      );
      const foreground = sampleCells(meanForeground, x, y, width, height);
      const background = sampleCells(meanBackground, x, y, width, height);
      const fused = fuse(colour, f32x4.splat(share), foreground, background);
      const steps = f32x4.add(
        f32x4.mul(f32x4.sqrt(fused), f32x4.splat(CODE_STEPS)),
        f32x4.splat(0.5),
      );
      const index = i32x4.trunc_sat_f32x4_s(steps);
      const target = rgb + <usize>(3 * (y * pictureWidth + x));
      store<u8>(target, load<u8>(codeOfRoot + <usize>i32x4.extract_lane(index, 0)));
      store<u8>(target, load<u8>(codeOfRoot + <usize>i32x4.extract_lane(index, 1)), 1);
      store<u8>(target, load<u8>(codeOfRoot + <usize>i32x4.extract_lane(index, 2)), 2);
    }
  }
}
