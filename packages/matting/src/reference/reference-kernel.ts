/** The whole method in plain TypeScript: slow, readable, and what the compiled kernel is measured against. */
import { type Cutout, type CutoutInput, type MattingKernel, requireValidInput } from "../cutout.ts";
import { codeOfLinear, linearOfCode } from "../linear-light.ts";
import { solveAlpha } from "./conjugate-gradient.ts";
import { foregroundColours } from "./foreground.ts";
import { guidedPrior } from "./guided-prior.ts";
import { laplacianRows } from "./laplacian.ts";
import { rasterOf } from "./raster.ts";
import { trimapOf, unknownPixelsOf } from "./trimap.ts";

export const referenceKernel: MattingKernel = { cutOut };

function cutOut(input: CutoutInput): Cutout {
  requireValidInput(input);
  const { width, height, rgb } = input;
  const colour = rasterOf(width, height, 3, (pixel, channel) => linearOfCode[rgb[3 * pixel + channel]!]!);
  const coarse = rasterOf(width, height, 1, (pixel) => Math.min(Math.max(input.personAlpha[pixel]!, 0), 1));

  const trimap = trimapOf(width, height, coarse.data, input.hair);
  const unknown = unknownPixelsOf(trimap);
  const prior = guidedPrior(colour, coarse, unknown);
  const rows = laplacianRows(colour, unknown);
  const { alpha, iterations } = solveAlpha(width, trimap, unknown, rows, prior);

  const estimated = foregroundColours(colour, { width, height, channels: 1, data: alpha });
  const foreground = Uint8ClampedArray.from(rgb);
  for (const pixel of unknown) {
    if (alpha[pixel]! <= 0 || alpha[pixel]! >= 1) continue;
    for (let i = 3 * pixel; i < 3 * pixel + 3; i++) foreground[i] = codeOfLinear(estimated.data[i]!);
  }
  return { alpha, foreground, unknownPixels: unknown.length, iterations };
}
