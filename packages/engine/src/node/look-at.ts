/** First analysis of an upload: a perceptual hash for finding copies, and the copy of the picture for display. */
import phash from "sharp-phash";
import type { ImageCodec } from "../ports.ts";

export interface Look {
  /** 64 bits as 0 and 1: the signs of the lowest frequencies (pHash). */
  readonly pictureHash: string;
  /** Upright sRGB in a JPEG without metadata. It is re-encoded here, so that it contains only the picture. */
  readonly displayCopy: Uint8Array;
}

/** Long side for the hash, more pixels than it uses itself. */
const hashLongSidePx = 256;
/**
 * Long side of the copy, enough for every detail a person can judge. Overlays are scaled by the source's size in the
 * report.
 */
const shownLongSidePx = 3200;
/** Quality of the copy. It takes a third of the bytes of the finest setting, without a visible difference. */
const shownJpeg = { quality: 90, chroma: "4:2:0" } as const;

export async function lookAt(bytes: Uint8Array, codec: ImageCodec): Promise<Look | "unreadable"> {
  const header = await codec.inspect(bytes);
  if (!header.ok) return "unreadable";
  const small = await codec.decode(bytes, header.value, hashLongSidePx);
  if (!small.ok) return "unreadable";
  const { width, height, data } = small.value;
  const pictureHash = await phash(Buffer.from(data), { raw: { width, height, channels: 3 } });
  const large = await codec.decode(bytes, header.value, shownLongSidePx);
  if (!large.ok) return "unreadable";
  return { pictureHash, displayCopy: await codec.encodeJpeg(large.value, shownJpeg) };
}
