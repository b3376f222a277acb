/** A finished photo once more as PNG: the pixels of its JPEG, and as large on paper. */
import sharp from "sharp";

/** Throws an Error for a JPEG that states no print density. */
export async function pngOf(jpeg: Uint8Array): Promise<Uint8Array> {
  const image = sharp(jpeg);
  const { density } = await image.metadata();
  if (density === undefined) throw new Error("A finished photo states no print density");
  return image.withMetadata({ density }).png().toBuffer();
}
