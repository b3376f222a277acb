/** Step 4, second half: the person on the spec's background, blended as a camera adds light. */
import type { Rgb } from "@gradphoto/contract";
import { linearOfCode } from "../maths/colour.ts";
import type { Raster } from "../ports.ts";
import type { CutPerson } from "./cut-out.ts";

const inverseSteps = 16384;
/** sRGB code of linear light in steps fine enough for the darkest codes. */
const codeOfStep: Uint8Array = Uint8Array.from({ length: inverseSteps + 1 }, (_, i) => {
  const light = i / inverseSteps;
  const v = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(v * 255);
});

/** Exactly the background where alpha is 0 and exactly the source where it is 1. */
export function compose({ photo, alpha, foreground }: CutPerson, background: Rgb): Raster {
  const data = new Uint8Array(photo.data.length);
  const wall = [background.r, background.g, background.b] as const;
  for (let i = 0, k = 0; i < alpha.length; i++, k += 3) {
    const a = alpha[i]!;
    for (let c = 0; c < 3; c++) {
      const code = wall[c]!;
      if (a <= 0) data[k + c] = code;
      else if (a >= 1) data[k + c] = photo.data[k + c]!;
      else {
        const light = a * linearOfCode[foreground[k + c]!]! + (1 - a) * linearOfCode[code]!;
        data[k + c] = codeOfStep[(light * inverseSteps + 0.5) | 0]!;
      }
    }
  }
  return { width: photo.width, height: photo.height, data };
}
