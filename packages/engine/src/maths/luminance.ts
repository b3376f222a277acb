/** Linear luminance (ITU-R BT.709) of colours and pictures. */
import type { Raster } from "../ports.ts";
import { linearOfCode } from "./colour.ts";

/** Takes linear light. */
export const luminance = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Per pixel, 0..1. */
export function luminanceOf({ data }: Raster): Float32Array {
  const light = new Float32Array(data.length / 3);
  for (let i = 0, k = 0; i < light.length; i++, k += 3) {
    light[i] = luminance(linearOfCode[data[k]!]!, linearOfCode[data[k + 1]!]!, linearOfCode[data[k + 2]!]!);
  }
  return light;
}
