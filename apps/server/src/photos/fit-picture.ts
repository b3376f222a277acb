/** A picture of our own making at the size that its viewer needs. */
import sharp from "sharp";

const quality = 92;

/** `jpeg`: made by our engine and known by its hash; nothing that came from outside is decoded here. */
export async function fitPicture(jpeg: Uint8Array, longSidePx: number): Promise<Uint8Array> {
  const image = sharp(jpeg);
  const { width, height } = await image.metadata();
  if (Math.max(width, height) <= longSidePx) return jpeg;
  return image
    .resize({ width: longSidePx, height: longSidePx, fit: "inside", kernel: "lanczos3" })
    .jpeg({ quality, chromaSubsampling: "4:4:4" })
    .toBuffer();
}
