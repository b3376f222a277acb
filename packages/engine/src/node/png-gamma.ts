/**
 * Applies the gamma of a PNG file (PNG specification 11.3.2.2), which libvips ignores and browsers apply, so that phone
 * and server see the same photo. Screenshots of old Macs have another gamma than sRGB. Primaries (cHRM) are not applied:
 * programs that write others than those of sRGB describe them by a profile.
 */
import sharp, { type Sharp } from "sharp";
import { viewOf } from "../file/bytes.ts";
import { pngParts } from "../file/file-parts.ts";

/** Chunks that describe the colours more exactly and take precedence. */
const precedingTypes: readonly string[] = ["iCCP", "sRGB", "cICP"];
const unitsPerOne = 100_000;
const usualExponent = 2.2;
/** Difference from the usual exponent that libpng and browsers treat as none. */
const insignificant = 0.05;

/** Returns the exponent from codes to light. null where the codes are already as in sRGB. */
export function gammaOf(png: Uint8Array): number | null {
  let exponent: number | null = null;
  for (const { type, at, end } of pngParts(png)) {
    if (type === "IDAT") break;
    if (precedingTypes.includes(type)) return null;
    if (type === "gAMA" && end - at === 4) exponent = unitsPerOne / viewOf(png).getUint32(at);
  }
  const isUsual = exponent === null || Math.abs(usualExponent / exponent - 1) < insignificant;
  return isUsual || !Number.isFinite(exponent) ? null : exponent;
}

/** Applies the gamma to 8-bit colours before transparency, as browsers do. */
export async function withGamma(picture: Sharp, exponent: number): Promise<Sharp> {
  const { data, info } = await picture
    .ensureAlpha()
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const codes = Uint8Array.from({ length: 256 }, (_, code) => Math.round(255 * srgbCode((code / 255) ** exponent)));
  for (let at = 0; at < data.length; at++) if (at % 4 !== 3) data[at] = codes[data[at] ?? 0] ?? 0;
  return sharp(data, { raw: { width, height, channels: 4 } });
}

/** Encodes light of 0 to 1 by IEC 61966-2-1. */
const srgbCode = (light: number): number => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);
