/** Step 4, second half: the person on the spec's background, blended as a camera adds light. */
import type { Rgb } from "@gradphoto/contract";
import { codeOfLinear, linearOfCode } from "../maths/colour.ts";
import type { Raster } from "../ports.ts";
import type { CutPerson } from "../subject/subject.ts";

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
        data[k + c] = codeOfLinear(light);
      }
    }
  }
  return { width: photo.width, height: photo.height, data };
}
