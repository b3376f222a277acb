/**
 * Draws a portrait whose true alpha and colours are known: head, shoulders and flying hair in front of a textured
 * wall.
 */
import type { CutoutInput } from "../../../packages/matting/src/cutout.ts";
import { codeOfLinear, linearOfCode } from "../../../packages/matting/src/kernel/kernel.ts";
import { boxMean, type Raster, rasterOf } from "./reference/raster.ts";

/** Number of sample points per pixel in each direction. */
const density = 4;

/** Outlines of the synthetic portrait as coverage per pixel, sampled at 4 × 4 points. */
interface Coverage {
  /** Share of each pixel inside head, shoulders or a strand of hair, width × height, 0..1. */
  readonly person: Float32Array;
  /** The same for hair only. */
  readonly hair: Float32Array;
}

/** Returns true inside the face. Coordinates are in picture heights: u from the middle column, v from the top. */
function insideFace(u: number, v: number): boolean {
  return insideEllipse(u, (v - 0.39) * 0.78, 0.135);
}

function insideClothes(u: number, v: number): boolean {
  const shoulder = 0.66 + 0.9 * u * u;
  return Math.abs(u) < 0.335 && v > shoulder;
}

function insideNeck(u: number, v: number): boolean {
  return Math.abs(u) < 0.07 && v > 0.45 && v < 0.75;
}

function insideHairMass(u: number, v: number): boolean {
  return insideEllipse(u, (v - 0.34) * 0.82, 0.19) && !insideFace(u, v);
}

function insideEllipse(u: number, v: number, radius: number): boolean {
  return u * u + v * v < radius * radius;
}

function drawCoverage(width: number, height: number, seed: number): Coverage {
  const columns = width * density;
  const lines = height * density;
  const person = new Uint8Array(columns * lines);
  const hair = new Uint8Array(columns * lines);
  for (let y = 0; y < lines; y++) {
    for (let x = 0; x < columns; x++) {
      const u = (x + 0.5 - columns / 2) / lines;
      const v = (y + 0.5) / lines;
      const isHair = insideHairMass(u, v);
      hair[y * columns + x] = isHair ? 1 : 0;
      person[y * columns + x] =
        isHair || insideFace(u, v) || insideNeck(u, v) || insideClothes(u, v) ? 1 : 0;
    }
  }
  drawStrands(columns, lines, seed, (index) => {
    hair[index] = 1;
    person[index] = 1;
  });
  return { person: shareOfPoints(person, width, height), hair: shareOfPoints(hair, width, height) };
}

/** Draws curved strands of 0.5 to 1.6 px that leave the outline of the hair. */
function drawStrands(
  columns: number,
  lines: number,
  seed: number,
  mark: (index: number) => void,
): void {
  const strands = 240;
  for (let strand = 0; strand < strands; strand++) {
    const angle = Math.PI * (0.9 + 1.2 * hash(strand, seed, 11));
    let u = 0.183 * Math.cos(angle);
    let v = 0.34 + (0.183 / 0.82) * Math.sin(angle);
    let heading = angle + 1.6 * (hash(strand, seed, 12) - 0.5);
    const bend = 0.05 * (hash(strand, seed, 13) - 0.5);
    const steps = Math.round((0.02 + 0.06 * hash(strand, seed, 14)) * lines);
    const widthPoints = (lines / 640) * (0.5 + 1.1 * hash(strand, seed, 15));
    for (let step = 0; step < steps; step++) {
      u += Math.cos(heading) / lines;
      v += Math.sin(heading) / lines;
      heading += (bend * density * 100) / lines / density;
      markDisc(columns, lines, u * lines + columns / 2, v * lines, widthPoints / 2, mark);
    }
  }
}

function markDisc(
  columns: number,
  lines: number,
  x: number,
  y: number,
  radius: number,
  mark: (index: number) => void,
): void {
  for (let line = Math.floor(y - radius); line <= y + radius; line++) {
    for (let column = Math.floor(x - radius); column <= x + radius; column++) {
      const inside = column >= 0 && column < columns && line >= 0 && line < lines;
      if (inside && (column + 0.5 - x) ** 2 + (line + 0.5 - y) ** 2 <= radius ** 2)
        mark(line * columns + column);
    }
  }
}

function shareOfPoints(points: Uint8Array, width: number, height: number): Float32Array {
  const share = new Float32Array(width * height);
  for (let i = 0; i < points.length; i++) {
    const x = Math.floor((i % (width * density)) / density);
    const y = Math.floor(i / (width * density * density));
    share[y * width + x]! += points[i]! / density ** 2;
  }
  return share;
}

/** Returns a deterministic pseudorandom number 0..1 of three integers (mixing steps of murmur3). */
function hash(a: number, b: number, c: number): number {
  let state = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32;
}

type Rgb = readonly [number, number, number];

export interface PortraitColours {
  readonly wall: Rgb;
  readonly hair: Rgb;
  readonly clothes: Rgb;
}

export const darkHairOnPaleWall: PortraitColours = {
  wall: [214, 208, 196],
  hair: [42, 30, 26],
  clothes: [40, 52, 84],
};
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
export const blackHairOnBlackWall: PortraitColours = {
  wall: [26, 26, 30],
  hair: [14, 12, 11],
  clothes: [30, 30, 40],
};

export interface SyntheticPortrait extends CutoutInput {
  /** True alpha, width × height, 0..1. */
  readonly trueAlpha: Float32Array;
  /** sRGB code values of the person without the wall, width × height × 3, meaningful where trueAlpha > 0. */
  readonly trueForeground: Float32Array;
}

/**
 * Creates a portrait of the requested size, mixed in linear light and rounded to code values. The coarse alpha and the
 * hair map are as blurred as the output of a 256 × 256 network. The same seed draws the same picture.
 */
export function syntheticPortrait(
  width: number,
  height: number,
  colours: PortraitColours,
  seed: number,
): SyntheticPortrait {
  const coverage = drawCoverage(width, height, seed);
  const trueForeground = rasterOf(width, height, 3, (pixel, channel) => {
    return personColour(pixel % width, Math.floor(pixel / width), width, height, colours, seed)[
      channel
    ]!;
  }).data;
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let i = 0; i < rgb.length; i++) {
    const pixel = Math.floor(i / 3);
    const alpha = coverage.person[pixel]!;
    const wall = wallCode(
      pixel % width,
      Math.floor(pixel / width),
      height,
      colours.wall[i % 3]!,
      seed,
    );
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

/** Simulates the output of a small network: soft edges, and the thinnest strands missing. */
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
