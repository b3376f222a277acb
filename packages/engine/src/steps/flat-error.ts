/** What JPEG makes of one flat colour: only the mean of a block is left of it, rounded to the quality's step. */
import type { Rgb } from "@gradphoto/contract";

/** First entries of the tables of luminance and chrominance (ITU-T T.81, annex K). */
const meanStep = { luma: 16, chroma: 17 };
/** A block's mean is stored eightfold. */
const meanGain = 8;

/** Largest difference in any channel, in codes, between a flat `colour` and the same after quality 1..100 (IJG scale). */
export function flatError({ r, g, b }: Rgb, quality: number): number {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const kept = (value: number, tableStep: number): number => {
    const step = Math.max(1, Math.floor((tableStep * scale + 50) / 100)) / meanGain;
    return Math.round(Math.sign(value) * Math.round(Math.abs(value) / step) * step);
  };
  const y = 128 + kept(Math.round(0.299 * r + 0.587 * g + 0.114 * b) - 128, meanStep.luma);
  const cb = kept(Math.round(-0.168736 * r - 0.331264 * g + 0.5 * b), meanStep.chroma);
  const cr = kept(Math.round(0.5 * r - 0.418688 * g - 0.081312 * b), meanStep.chroma);
  const code = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
  return Math.max(
    Math.abs(code(y + 1.402 * cr) - r),
    Math.abs(code(y - 0.344136 * cb - 0.714136 * cr) - g),
    Math.abs(code(y + 1.772 * cb) - b),
  );
}
