/** sRGB code values to linear light and to CIE Lab (D65). */

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

/** 8-bit sRGB code of linear light 0..1, clamped. */
export function codeOfLinear(light: number): number {
  const v = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.min(255, Math.max(0, Math.round(v * 255)));
}

const curveSteps = 4096;
const curveTop = 1.1;
/** The Lab curve (CIE 15) tabulated; the nearest step is within 0.1 of L. */
const labCurve: Float32Array = Float32Array.from({ length: curveSteps + 1 }, (_, i) => {
  const t = (i / curveSteps) * curveTop;
  return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116;
});
const curveGain = curveSteps / curveTop;

/** Lab of an 8-bit sRGB colour. */
export function labOf(r: number, g: number, b: number): Lab {
  const lr = linearOfCode[r]!;
  const lg = linearOfCode[g]!;
  const lb = linearOfCode[b]!;
  const x = labCurve[((0.4124 * lr + 0.3576 * lg + 0.1805 * lb) * (curveGain / 0.95047) + 0.5) | 0]!;
  const y = labCurve[((0.2126 * lr + 0.7152 * lg + 0.0722 * lb) * curveGain + 0.5) | 0]!;
  const z = labCurve[((0.0193 * lr + 0.1192 * lg + 0.9505 * lb) * (curveGain / 1.08883) + 0.5) | 0]!;
  return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

export const chromaOf = (lab: Lab): number => Math.hypot(lab.a, lab.b);

/** Degrees, 0..360. */
export const hueOf = (lab: Lab): number => ((Math.atan2(lab.b, lab.a) * 180) / Math.PI + 360) % 360;

/** Relative luminance 0..1 of Lab lightness (CIE 15). */
export const luminanceOfL = (l: number): number => (l > 8 ? ((l + 16) / 116) ** 3 : l / 903.3);
