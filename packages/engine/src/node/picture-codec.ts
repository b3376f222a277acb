/** Codec functions for programs that display pictures, as implemented in the codec process. */
import sharp from "sharp";
import type { HeaderOptions } from "../file/read-header.ts";
import type { ImageCodec } from "../ports.ts";
import { createSharpCodec } from "./sharp-codec.ts";

const encoding = { quality: 92, chroma: "4:4:4" } as const;

/** Resizes a JPEG that a worker created. */
async function fitPicture(
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
  const fitted = await codec.resize(
    raster.value,
    Math.round(width * scale),
    Math.round(height * scale),
  );
  return codec.encodeJpeg(fitted, encoding);
}

/** Converts a photo to PNG. Throws an Error for a JPEG without a print density. */
async function pngOf(jpeg: Uint8Array): Promise<Uint8Array> {
  const image = sharp(jpeg);
  const { density } = await image.metadata();
  if (density === undefined) throw new Error("A finished photo states no print density");
  return image.withMetadata({ density }).png().toBuffer();
}

export type PictureCodec = Pick<ImageCodec, "inspect" | "decode" | "resize" | "encodeJpeg"> & {
  /** Resizes a picture of our own to a longer side of at most `longSidePx`. Rejects for one that cannot be opened. */
  readonly fit: (jpeg: Uint8Array, longSidePx: number) => Promise<Uint8Array>;
  /** Converts a finished photo to PNG. Rejects for a JPEG without a print density. */
  readonly pngOf: (jpeg: Uint8Array) => Promise<Uint8Array>;
};

export function createPictureCodec(options: HeaderOptions): PictureCodec {
  const codec = createSharpCodec(options);
  return { ...codec, pngOf, fit: (jpeg, longSidePx) => fitPicture(codec, jpeg, longSidePx) };
}
