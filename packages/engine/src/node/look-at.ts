/** 64 bits by which copies of one picture are known again: the signs of its lowest frequencies (pHash). */
import phash from "sharp-phash";
import type { ImageCodec } from "../ports.ts";

/** More than the hash itself looks at. */
const longSidePx = 256;

/** As 0 and 1; null for a picture that cannot be opened. */
export async function pictureHashOf(bytes: Uint8Array, codec: ImageCodec): Promise<string | null> {
  const header = await codec.inspect(bytes);
  if (!header.ok) return null;
  const raster = await codec.decode(bytes, header.value, longSidePx);
  if (!raster.ok) return null;
  const { width, height, data } = raster.value;
  return phash(Buffer.from(data), { raw: { width, height, channels: 3 } });
}
