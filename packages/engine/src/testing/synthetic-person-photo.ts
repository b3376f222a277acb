/** Synthetic person in front of a wall, as a camera takes it. Light adds up in every pixel. */
import sharp from "sharp";
import { linearOfCode } from "../maths/colour.ts";
import type { Raster } from "../ports.ts";
import { randomNumbers } from "./random-numbers.ts";
import type { PersonLayer } from "./synthetic-person.ts";

/** Returns the sRGB code 0..255, not rounded, of linear light 0..1 (IEC 61966-2-1). */
export function codeOfLinear(light: number): number {
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
}

/** Blends person and wall of the same size in linear light. */
export function mixOverWall(
  { alpha, foreground, width, height }: PersonLayer,
  wall: Raster,
): Raster {
  const data = new Uint8Array(foreground.length);
  for (let i = 0; i < data.length; i++) {
    const a = alpha[(i / 3) | 0]!;
    if (a === 0) data[i] = wall.data[i]!;
    else if (a === 1) data[i] = foreground[i]!;
    else
      data[i] = Math.round(
        codeOfLinear(a * linearOfCode[foreground[i]!]! + (1 - a) * linearOfCode[wall.data[i]!]!),
      );
  }
  return { width, height, data };
}

export interface Camera {
  /** Peak of the sensor's noise, in codes. */
  readonly noiseCode: number;
  readonly jpegQuality: number;
  readonly chroma: "4:4:4" | "4:2:0";
}

const goodCamera: Camera = { noiseCode: 3, jpegQuality: 93, chroma: "4:4:4" };
/** Phone in a dim room, whose photo a messenger compressed once more. */
export const dimPhone: Camera = { noiseCode: 16, jpegQuality: 72, chroma: "4:2:0" };

/** Adds a sensor's noise and encodes the picture as JPEG. */
export function takePhoto(
  { width, height, data }: Raster,
  { noiseCode, jpegQuality, chroma }: Camera = goodCamera,
): Promise<Uint8Array> {
  const random = randomNumbers(5);
  const noisy = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i++) noisy[i] = data[i]! + noiseCode * (random() + random() - 1);
  return sharp(noisy, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: jpegQuality, chromaSubsampling: chroma })
    .toBuffer();
}
