/** Step 4, second half: places the person on the spec's background, blended in linear light as in a camera. */
import type { Rgb } from "@gradphoto/domain/photo-standard";
import { codeOfLinear, linearOfCode } from "../maths/colour.ts";
import type { Raster } from "../ports.ts";
import type { CutPerson } from "../subject/subject.ts";

/** Composes the photo: exactly the background where alpha is 0 and exactly the source where it is 1. */
export function compose({ photo, alpha, foreground }: CutPerson, background: Rgb): Raster {
  const data = new Uint8Array(photo.data.length);
  const { r, g, b } = background;
  const mixed = (a: number, own: number, wall: number): number =>
    codeOfLinear(a * linearOfCode[own]! + (1 - a) * linearOfCode[wall]!);
  for (let i = 0, k = 0; i < alpha.length; i++, k += 3) {
    const a = alpha[i]!;
    if (a <= 0) {
      data[k] = r;
      data[k + 1] = g;
      data[k + 2] = b;
    } else if (a >= 1) {
      data[k] = photo.data[k]!;
      data[k + 1] = photo.data[k + 1]!;
      data[k + 2] = photo.data[k + 2]!;
    } else {
      data[k] = mixed(a, foreground[k]!, r);
      data[k + 1] = mixed(a, foreground[k + 1]!, g);
      data[k + 2] = mixed(a, foreground[k + 2]!, b);
    }
  }
  return { width: photo.width, height: photo.height, data };
}
