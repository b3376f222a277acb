/** Conversion of sRGB codes to linear light and to CIE Lab (D65). */
import type { Raster } from "../ports.ts";

export interface Lab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

/** Linear light 0..1 of each 8-bit sRGB code (IEC 61966-2-1). */
export const linearOfCode: Float32Array = Float32Array.from({ length: 256 }, (_, code) => {
  const v = code / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
});

const inverseSteps = 16384;
/** Table from linear light to codes. Its steps are fine enough for the darkest codes. */
const codeOfStep: Uint8Array = Uint8Array.from({ length: inverseSteps + 1 }, (_, i) => {
  const light = i / inverseSteps;
  const v = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(v * 255);
});

/** Returns the 8-bit sRGB code of linear light 0..1. */
export const codeOfLinear = (light: number): number =>
  codeOfStep[(Math.min(1, light) * inverseSteps + 0.5) | 0]!;

const curveSteps = 4096;
const curveTop = 1.1;
/** Table of the Lab curve (CIE 15), read at the nearest step, which changes L by at most 0.13. */
const labCurve: Float32Array = Float32Array.from({ length: curveSteps + 1 }, (_, i) => {
  const t = (i / curveSteps) * curveTop;
  return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116;
});
const curveGain = curveSteps / curveTop;

/** Writes the Lab values of an 8-bit sRGB colour to position `i` of three planes. */
export function writeLab(
  r: number,
  g: number,
  b: number,
  planes: { readonly l: Float32Array; readonly a: Float32Array; readonly b: Float32Array },
  i: number,
): void {
  const lr = linearOfCode[r]!;
  const lg = linearOfCode[g]!;
  const lb = linearOfCode[b]!;
  const x =
    labCurve[((0.4124 * lr + 0.3576 * lg + 0.1805 * lb) * (curveGain / 0.95047) + 0.5) | 0]!;
  const y = labCurve[((0.2126 * lr + 0.7152 * lg + 0.0722 * lb) * curveGain + 0.5) | 0]!;
  const z =
    labCurve[((0.0193 * lr + 0.1192 * lg + 0.9505 * lb) * (curveGain / 1.08883) + 0.5) | 0]!;
  planes.l[i] = 116 * y - 16;
  planes.a[i] = 500 * (x - y);
  planes.b[i] = 200 * (y - z);
}

/** Returns the Lab values of one 8-bit sRGB colour. */
export function labOf({
  r,
  g,
  b,
}: {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}): Lab {
  const planes = { l: new Float32Array(1), a: new Float32Array(1), b: new Float32Array(1) };
  writeLab(r, g, b, planes, 0);
  return { l: planes.l[0]!, a: planes.a[0]!, b: planes.b[0]! };
}

/** Returns the colour difference CIE 1976. */
export const differenceOf = (one: Lab, other: Lab): number =>
  Math.hypot(one.l - other.l, one.a - other.a, one.b - other.b);

export const chromaOf = (lab: Lab): number => Math.hypot(lab.a, lab.b);

/** Returns the hue in degrees, 0..360. */
export const hueOf = (lab: Lab): number => ((Math.atan2(lab.b, lab.a) * 180) / Math.PI + 360) % 360;

/** Returns the relative luminance 0..1 of Lab lightness (CIE 15). */
export const luminanceOfL = (l: number): number => (l > 8 ? ((l + 16) / 116) ** 3 : l / 903.3);

/** Returns the luminance of linear light. */
export const luminance = (r: number, g: number, b: number): number =>
  0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Returns the luminance of pixel `i`. */
export const luminanceAt = (data: Uint8Array, i: number): number =>
  luminance(
    linearOfCode[data[3 * i]!]!,
    linearOfCode[data[3 * i + 1]!]!,
    linearOfCode[data[3 * i + 2]!]!,
  );

/** Returns the luminance of each pixel, 0..1. */
export function luminanceOf({ data }: Raster): Float32Array {
  const light = new Float32Array(data.length / 3);
  for (let i = 0; i < light.length; i++) light[i] = luminanceAt(data, i);
  return light;
}
