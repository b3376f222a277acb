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

/** Noise of a sensor: photon noise grows with the root of the light; read noise is the same everywhere. */
export interface SensorNoise {
  /** Standard deviation at white, in linear light. */
  readonly photons: number;
  /** Standard deviation in the dark, in linear light. */
  readonly reading: number;
}

/** Noise of a phone in daylight: about 1.5 of 255 levels at mid grey, two in the dark. */
export const daylightNoise: SensorNoise = { photons: 0.012, reading: 0.0006 };

export function withNoise(
  { width, height, light }: LightPicture,
  { photons, reading }: SensorNoise,
  random: () => number,
): LightPicture {
  const noisy = Float32Array.from(light, (value) => {
    const spread = Math.sqrt(photons * photons * Math.max(0, value) + reading * reading);
    return value + spread * normal(random);
  });
  return { width, height, light: noisy };
}

/** Returns a random number of the standard normal distribution (Box and Muller). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
