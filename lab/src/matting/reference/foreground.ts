/** Estimates the person's own colours in pixels that mix person and wall. */
import {
  narrowFusionRadius,
  wideFusionRadius,
} from "../../../../packages/matting/src/parameters.ts";
import { boxSum, halved, type Raster, rasterOf, sampleHalved } from "./raster.ts";

interface Layers {
  /** Local mean colour of the person: 3 channels, 0..1. */
  readonly foreground: Raster;
  /** Local mean colour of the wall: 3 channels, 0..1. */
  readonly background: Raster;
}

/**
 * Returns the colours 0..1 of the person at the pixels with 0 < alpha < 1; elsewhere the picture's own colours. Runs
 * blur-fusion twice (Forte, Pitié 2021, "Approximate Fast Foreground Colour Estimation", section 2): a wide pass at
 * quarter size and a narrow one at half size. The last formula is applied at full size.
 * @param colour 3 channels, 0..1
 * @param alpha 1 channel, 0..1
 */
export function foregroundColours(colour: Raster, alpha: Raster): Raster {
  const halfColour = halved(colour);
  const halfAlpha = halved(alpha);
  const quarterColour = halved(halfColour);
  const quarterAlpha = halved(halfAlpha);
  const wide = blurred(
    { foreground: quarterColour, background: quarterColour },
    quarterAlpha,
    wideFusionRadius,
  );
  const fused: Layers = {
    foreground: doubledLike(halfColour, fusedForeground(wide, quarterColour, quarterAlpha)),
    background: doubledLike(halfColour, wide.background),
  };
  const narrow = blurred(fused, halfAlpha, narrowFusionRadius);
  return rasterOf(colour.width, colour.height, 3, (pixel, channel) => {
    const source = colour.data[3 * pixel + channel]!;
    const share = alpha.data[pixel]!;
    if (share <= 0 || share >= 1) return source;
    const x = pixel % colour.width;
    const y = Math.floor(pixel / colour.width);
    const foreground = sampleHalved(narrow.foreground, x, y, channel);
    const background = sampleHalved(narrow.background, x, y, channel);
    return fuse(source, share, foreground, background);
  });
}

/** Added weight that prevents a division by zero in windows without any person or any wall. */
const emptyWindow = 1e-4;

/** Returns the means of the layers over a window, weighted by their visible share: equations 5 and 6. */
function blurred(layers: Layers, alpha: Raster, radius: number): Layers {
  return {
    foreground: weightedMean(layers.foreground, alpha, radius),
    background: weightedMean(
      layers.background,
      rasterOf(alpha.width, alpha.height, 1, (pixel) => 1 - alpha.data[pixel]!),
      radius,
    ),
  };
}

function weightedMean(layer: Raster, weight: Raster, radius: number): Raster {
  const { width, height } = layer;
  const weighted = rasterOf(width, height, 3, (pixel, channel) => {
    return layer.data[3 * pixel + channel]! * weight.data[pixel]!;
  });
  const sums = boxSum(weighted, radius);
  const weights = boxSum(weight, radius);
  return rasterOf(width, height, 3, (pixel, channel) => {
    return sums.data[3 * pixel + channel]! / (weights.data[pixel]! + emptyWindow);
  });
}

function fusedForeground(layers: Layers, colour: Raster, alpha: Raster): Raster {
  return rasterOf(colour.width, colour.height, 3, (pixel, channel) => {
    const i = 3 * pixel + channel;
    return fuse(
      colour.data[i]!,
      alpha.data[pixel]!,
      layers.foreground.data[i]!,
      layers.background.data[i]!,
    );
  });
}

/** Corrects the mean foreground so that the mix explains the pixel better: equation 7. */
function fuse(source: number, alpha: number, foreground: number, background: number): number {
  const fused = foreground + alpha * (source - alpha * foreground - (1 - alpha) * background);
  return Math.min(Math.max(fused, 0), 1);
}

function doubledLike(target: Raster, source: Raster): Raster {
  return rasterOf(target.width, target.height, source.channels, (pixel, channel) => {
    return sampleHalved(source, pixel % target.width, Math.floor(pixel / target.width), channel);
  });
}
