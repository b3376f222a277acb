/** From CIE Lab back to sRGB, for clothes that are given another colour and keep their lightness. */
import type { Rgb } from "@gradphoto/domain/photo-standard";
import { codeOfLinear, type Lab } from "../../../packages/engine/src/maths/colour.ts";

/** Out of gamut is clipped, channel by channel. */
export function rgbOfLab({ l, a, b }: Lab): Rgb {
  const fy = (l + 16) / 116;
  const x = 0.95047 * lightOf(fy + a / 500);
  const y = lightOf(fy);
  const z = 1.08883 * lightOf(fy - b / 200);
  const code = (light: number): number => codeOfLinear(Math.max(0, light));
  return {
    r: code(3.2406 * x - 1.5372 * y - 0.4986 * z),
    g: code(-0.9689 * x + 1.8758 * y + 0.0415 * z),
    b: code(0.0557 * x - 0.204 * y + 1.057 * z),
  };
}

const lightOf = (f: number): number => (f > 6 / 29 ? f ** 3 : (f - 16 / 116) / 7.787);
