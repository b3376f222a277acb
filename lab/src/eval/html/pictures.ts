/** Converts photos to data URIs, so that the page needs no other file. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImageCodec } from "@gradphoto/engine";
import type { JudgedPhoto } from "../judge-photos.ts";

export interface Pictures {
  /** Original in upright orientation, at most `originalWidthPx` wide; null when it cannot be opened. */
  readonly original: string | null;
  /** Finished photo at its own size. */
  readonly result: string | null;
}

const originalWidthPx = 480;
const originalQuality = 80;

export async function picturesOf(
  { photo, outcome }: JudgedPhoto,
  codec: ImageCodec,
): Promise<Pictures> {
  const bytes = await readFile(join(photo.folder, photo.file)).catch(() => null);
  const original = bytes && (await smallCopy(bytes, codec));
  return {
    original: original && dataUri(original),
    result: outcome?.photo ? dataUri(outcome.photo) : null,
  };
}

async function smallCopy(bytes: Uint8Array, codec: ImageCodec): Promise<Uint8Array | null> {
  const header = await codec.inspect(bytes);
  if (!header.ok) return null;
  const { width, height } = header.value;
  const shrink = Math.min(1, originalWidthPx / width);
  const size = { width: Math.round(width * shrink), height: Math.round(height * shrink) };
  const decoded = await codec.decode(bytes, header.value, 2 * Math.max(size.width, size.height));
  if (!decoded.ok) return null;
  const small = await codec.resize(decoded.value, size.width, size.height);
  return codec.encodeJpeg(small, { quality: originalQuality, chroma: "4:2:0" });
}

const dataUri = (jpeg: Uint8Array): string =>
  `data:image/jpeg;base64,${Buffer.from(jpeg).toString("base64")}`;
