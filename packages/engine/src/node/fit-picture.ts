/** A picture of our own making at the size that its viewer needs. */
import type { ImageCodec } from "../ports.ts";

const encoding = { quality: 92, chroma: "4:4:4" } as const;

/** `jpeg`: as a worker made it. */
export async function fitPicture(
  codec: Pick<ImageCodec, "inspect" | "decode" | "resize" | "encodeJpeg">,
  jpeg: Uint8Array,
  longSidePx: number,
): Promise<Uint8Array> {
  const header = await codec.inspect(jpeg);
  if (!header.ok) throw new Error(`A picture of our own cannot be opened: ${header.problem.code}`);
  const { width, height } = header.value;
  const scale = longSidePx / Math.max(width, height);
  if (scale >= 1) return jpeg;
  const raster = await codec.decode(jpeg, header.value, Math.max(width, height));
  if (!raster.ok) throw new Error(`A picture of our own cannot be opened: ${raster.problem.code}`);
  const fitted = await codec.resize(raster.value, Math.round(width * scale), Math.round(height * scale));
  return codec.encodeJpeg(fitted, encoding);
}
