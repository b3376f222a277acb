/**
 * What the method's plain TypeScript reference computed for small portraits, in the blocks of a grid. The tag
 * `full-laboratory` keeps it, in lab/src/matting/reference.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Cutout } from "../../../packages/matting/src/cutout.ts";

const numbers = z.array(z.number());

const goldenCutOut = z.object({
  unknownPixels: z.number(),
  iterations: z.number(),
  /** Mean alpha of each block, 0..1. */
  alpha: numbers,
  /** Mean of alpha × colour code of each block and channel, 0..255. */
  colours: numbers,
});
export type GoldenCutOut = z.infer<typeof goldenCutOut>;

export const goldenCutOuts = z
  .record(z.string(), goldenCutOut)
  .parse(JSON.parse(readFileSync(new URL("golden-cut-outs.json", import.meta.url), "utf8")));

/** Blocks of the grid in each direction, at most. */
const blocks = 10;

/** Summarises a cut-out of this size like the golden numbers. */
export function summarise(
  { alpha, foreground, unknownPixels, iterations }: Cutout,
  width: number,
  height: number,
): GoldenCutOut {
  const [across, down] = [Math.min(blocks, width), Math.min(blocks, height)];
  const sums = Array.from({ length: across * down }, () => ({ pixels: 0, values: [0, 0, 0, 0] }));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const block =
        sums[Math.floor((y * down) / height) * across + Math.floor((x * across) / width)]!;
      block.pixels += 1;
      const own = alpha[pixel]!;
      block.values = block.values.map(
        (sum, i) => sum + own * (i === 3 ? 1 : foreground[3 * pixel + i]!),
      );
    }
  }
  const means = sums.map(({ pixels, values }) =>
    values.map((sum) => Math.round((10_000 * sum) / pixels) / 10_000),
  );
  return {
    unknownPixels,
    iterations,
    alpha: means.map((values) => values[3]!),
    colours: means.flatMap((values) => values.slice(0, 3)),
  };
}
