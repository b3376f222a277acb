/**
 * Applies the gamma of a PNG file (PNG specification 11.3.2.2), which libvips ignores and browsers apply, so that phone
 * and server see the same photo. Screenshots of old Macs have another gamma than sRGB. Primaries (cHRM) are not applied:
 * programs that write others than those of sRGB describe them by a profile.
 */
import sharp, { type Sharp } from "sharp";

/** Applies the gamma to 8-bit colours before transparency, as browsers do. */
export async function withGamma(picture: Sharp, exponent: number): Promise<Sharp> {
  const { data, info } = await picture
    .ensureAlpha()
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const codes = Uint8Array.from({ length: 256 }, (_, code) =>
    Math.round(255 * srgbCode((code / 255) ** exponent)),
  );
  for (let at = 0; at < data.length; at++) if (at % 4 !== 3) data[at] = codes[data[at] ?? 0] ?? 0;
  return sharp(data, { raw: { width, height, channels: 4 } });
}

/** Encodes light of 0 to 1 by IEC 61966-2-1. */
const srgbCode = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
