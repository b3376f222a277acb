/** Converts between sRGB code values and linear light (IEC 61966-2-1). */

/** Linear light 0..1 of each of the 256 code values. */
export const linearOfCode: Float32Array = Float32Array.from({ length: 256 }, (_, code) => {
  const value = code / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** Code value 0..255, not rounded, of linear light 0..1. */
export function codeOfLinear(linear: number): number {
  return 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);
}
