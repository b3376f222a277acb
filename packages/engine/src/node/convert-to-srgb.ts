/** Attaches the stored ICC profile to raw pixels and converts them to sRGB. */
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import type { Raster } from "../ports.ts";

/** Length of signature and header chunk of any PNG file. */
const pngHeaderBytes = 33;

/**
 * Converts pixels by an ICC profile. libvips reads a profile only from a file, so the pixels pass through an
 * uncompressed PNG with the profile.
 */
export async function convertToSrgb(
  { width, height, data }: Raster,
  icc: Uint8Array,
): Promise<Raster> {
  const png = await sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const tagged = Buffer.concat([
    png.subarray(0, pngHeaderBytes),
    profileChunk(icc),
    png.subarray(pngHeaderBytes),
  ]);
  const converted = await sharp(tagged, { limitInputPixels: false, failOn: "error" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer();
  return { width, height, data: converted };
}

/** Returns the Display P3 profile included in libvips. */
export async function displayP3Profile(): Promise<Uint8Array> {
  const background = { r: 0, g: 0, b: 0 };
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background } })
    .withIccProfile("p3")
    .png()
    .toBuffer();
  const { icc } = await sharp(png).metadata();
  if (!icc) throw new Error("libvips lacks its Display P3 profile; reinstall sharp with `npm ci`");
  return icc;
}

/** Builds the chunk "iCCP": name, zero, method 0, deflated profile (PNG specification 11.3.2.3). */
function profileChunk(icc: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from("iCCPprofile\0\0", "latin1"), deflateSync(icc)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
