/**
 * Picture in linear light, in which lamps, shadows, lenses and sensors act, and its conversion from and to 8-bit sRGB.
 */
import { codeOfLinear, linearOfCode } from "../../../packages/engine/src/maths/colour.ts";
import type { Raster } from "../../../packages/engine/src/ports.ts";

export interface LightPicture {
  readonly width: number;
  readonly height: number;
  /** Light of each pixel, width × height × 3 values; 1 is sRGB white. */
  readonly light: Float32Array;
}

export const toLight = ({ width, height, data }: Raster): LightPicture => ({
  width,
  height,
  light: Float32Array.from(data, (code) => linearOfCode[code]!),
});

export const toRaster = ({ width, height, light }: LightPicture): Raster => ({
  width,
  height,
  data: Uint8Array.from(light, (value) => codeOfLinear(Math.max(0, value))),
});

/** Multiplies every pixel by `gainAt` of its position. */
export function litBy(
  { width, height, light }: LightPicture,
  gainAt: (x: number, y: number) => number,
): LightPicture {
  const lit = new Float32Array(light.length);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k += 3) {
      const gain = gainAt(x, y);
      for (let c = k; c < k + 3; c++) lit[c] = light[c]! * gain;
    }
  }
  return { width, height, light: lit };
}

/** Blurs like a lens that is out of focus: a Gaussian in linear light. */
export function softened(picture: LightPicture, sigmaPx: number): LightPicture {
  if (sigmaPx <= 0) return picture;
  const reach = Math.ceil(3 * sigmaPx);
  const taps = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigmaPx ** 2)),
  );
  return smeared(smeared(picture, taps, true), taps, false);
}

/** Replaces each pixel by the weighted mean of its neighbours along a row or column. */
function smeared(
  { width, height, light }: LightPicture,
  taps: Float32Array,
  across: boolean,
): LightPicture {
  const reach = taps.length >> 1;
  const sum = taps.reduce((total, tap) => total + tap, 0);
  const step = across ? 3 : 3 * width;
  const last = (across ? width : height) - 1;
  const out = new Float32Array(light.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      const place = across ? x : y;
      for (let c = at; c < at + 3; c++) {
        let total = 0;
        for (let i = -reach; i <= reach; i++) {
          total +=
            taps[i + reach]! * light[c + step * (Math.min(last, Math.max(0, place + i)) - place)]!;
        }
        out[c] = total / sum;
      }
    }
  }
  return { width, height, light: out };
}
