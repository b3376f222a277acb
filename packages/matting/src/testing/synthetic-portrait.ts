/** Draws a portrait whose true alpha and true colours are known: head, shoulders and flying hair before a textured wall. */
import type { CutoutInput } from "../cutout.ts";
import { codeOfLinear, linearOfCode } from "../linear-light.ts";
import { boxMean, type Raster, rasterOf } from "../reference/raster.ts";
import { type Coverage, drawCoverage, hash, insideClothes, insideFace } from "./portrait-shape.ts";

type Rgb = readonly [number, number, number];

export interface PortraitColours {
  readonly wall: Rgb;
  readonly hair: Rgb;
  readonly clothes: Rgb;
}

export const darkHairOnPaleWall: PortraitColours = { wall: [214, 208, 196], hair: [42, 30, 26], clothes: [40, 52, 84] };
export const lightClothesOnLightWall: PortraitColours = {
  wall: [224, 222, 218],
  hair: [60, 42, 34],
  clothes: [240, 238, 232],
};
export const blondHairOnDarkWall: PortraitColours = {
  wall: [70, 82, 96],
  hair: [176, 142, 96],
  clothes: [150, 60, 60],
};
export const blackHairOnBlackWall: PortraitColours = { wall: [26, 26, 30], hair: [14, 12, 11], clothes: [30, 30, 40] };

export interface SyntheticPortrait extends CutoutInput {
  /** width × height, 0..1. */
  readonly trueAlpha: Float32Array;
  /** width × height × 3 sRGB code values of the person without the wall; meaningful where trueAlpha > 0. */
  readonly trueForeground: Float32Array;
}

/**
 * A portrait in the given size, mixed in linear light and rounded to code values, with a coarse alpha and a hair map as
 * blurred as a 256 × 256 network gives them. The same seed draws the same picture.
 */
export function syntheticPortrait(
  width: number,
  height: number,
  colours: PortraitColours,
  seed: number,
): SyntheticPortrait {
  const coverage = drawCoverage(width, height, seed);
  const trueForeground = rasterOf(width, height, 3, (pixel, channel) => {
    return personColour(pixel % width, Math.floor(pixel / width), width, height, colours, seed)[channel]!;
  }).data;
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let i = 0; i < rgb.length; i++) {
    const pixel = Math.floor(i / 3);
    const alpha = coverage.person[pixel]!;
    const wall = wallCode(pixel % width, Math.floor(pixel / width), height, colours.wall[i % 3]!, seed);
    const light = alpha * linearAt(trueForeground[i]!) + (1 - alpha) * linearAt(wall);
    rgb[i] = codeOfLinear(light) + sensorNoise(i, seed);
  }
  const { personAlpha, hair } = networkView(coverage, width, height);
  return { width, height, rgb, personAlpha, hair, trueAlpha: coverage.person, trueForeground };
}

function linearAt(code: number): number {
  return linearOfCode[Math.round(Math.min(Math.max(code, 0), 255))]!;
}

function sensorNoise(sample: number, seed: number): number {
  return 1.5 * (hash(sample, seed, 3) + hash(sample, seed, 4) - 1);
}

function wallCode(x: number, y: number, height: number, base: number, seed: number): number {
  const shade = -14 * (y / height) + 5 * Math.sin((9 * x) / height) * Math.cos((7 * y) / height);
  return base + shade + 4 * (hash(x, y, seed) - 0.5);
}

function personColour(
  x: number,
  y: number,
  width: number,
  height: number,
  colours: PortraitColours,
  seed: number,
): Rgb {
  const u = (x + 0.5 - width / 2) / height;
  const v = (y + 0.5) / height;
  if (insideFace(u, v)) return shaded([214, 168, 142], 12 * Math.cos(9 * u));
  if (insideClothes(u, v)) return shaded(colours.clothes, 10 * Math.sin(26 * u + 8 * v));
  return shaded(colours.hair, 12 * Math.sin(90 * u + 5 * v) + 6 * (hash(x, y >> 3, seed) - 0.5));
}

function shaded(colour: Rgb, amount: number): Rgb {
  return [colour[0] + amount, colour[1] + amount, colour[2] + amount];
}

/** What a small network would say: soft edges, the thinnest strands lost. */
function networkView(coverage: Coverage, width: number, height: number) {
  const radius = Math.max(1, Math.round(height / 200));
  const blur = (values: Float32Array): Raster =>
    boxMean(boxMean({ width, height, channels: 1, data: values }, radius), radius);
  const person = blur(coverage.person).data;
  return {
    personAlpha: person.map((value) => Math.min(Math.max((value - 0.5) * 1.3 + 0.5, 0), 1)),
    hair: blur(coverage.hair).data,
  };
}
