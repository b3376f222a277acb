/**
 * Raises alpha values that the photo rules out. In linear light a pixel is alpha × person + (1 − alpha) × wall. A
 * person emits no negative light, so alpha is at least 1 − pixel / wall in every channel. In front of leaves or houses
 * the wall's light at a pixel is unknown, and nothing is ruled out.
 */
import { gridOf, interpolateBlocks } from "../maths/blocks.ts";
import { codeOfLinear, linearOfCode } from "../maths/colour.ts";
import type { CutPerson } from "../subject/subject.ts";
import { minLight, wallLight } from "./wall-light.ts";

/** Minimum alpha. Fainter haze is not a person and must not be raised. */
const minAlpha = 0.05;
/** Alpha above which an edge counts as opaque, because three per cent of wall are visible as a rim in dark hair. */
const opaque = 0.965;

/** Raises alpha in place, and recomputes the person's own colours where it does. */
export function boundAlpha({ photo, alpha, foreground }: CutPerson): void {
  const { width, height, data } = photo;
  const grid = gridOf(width, height);
  const { light: walls } = wallLight(alpha, photo);
  const wall = new Float64Array(3);
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i]!;
    if (a <= minAlpha || a >= 1) continue;
    const y = (i / width) | 0;
    let least = 0;
    for (let c = 0; c < 3; c++) {
      const light = interpolateBlocks(walls[c]!, grid, i - y * width, y);
      wall[c] = light;
      if (light > minLight) least = Math.max(least, 1 - linearOfCode[data[3 * i + c]!]! / light);
    }
    const bounded = Math.max(a, least);
    alpha[i] = bounded > opaque ? 1 : bounded;
    if (least <= a) continue;
    for (let c = 0; c < 3; c++) {
      const light = (linearOfCode[data[3 * i + c]!]! - (1 - bounded) * wall[c]!) / bounded;
      foreground[3 * i + c] = codeOfLinear(Math.max(0, light));
    }
  }
}
