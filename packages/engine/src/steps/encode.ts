/** Step 5: the JPEG of highest quality that fits the spec's file window, with its density in the JFIF header. */
import type { PhotoSpec } from "@gradphoto/contract";
import { clamp } from "../maths/statistics.ts";
import type { ImageCodec, JpegOptions, Raster } from "../ports.ts";
import { flatError } from "./flat-error.ts";

export interface EncodedPhoto extends JpegOptions {
  readonly bytes: Uint8Array;
}

const bestQuality = 98;
/** Typical for a person on a flat background; the search starts here. */
const firstGuess = 90;

/**
 * Of the qualities that leave the background its colour, the highest that fits. Full chroma when it fits, halved chroma otherwise. When nothing fits, the smallest allowed file comes back and
 * the file-size check says so.
 */
export async function encode(raster: Raster, spec: PhotoSpec, codec: ImageCodec): Promise<EncodedPhoto> {
  const attempt = async (options: JpegOptions): Promise<EncodedPhoto> => ({
    ...options,
    bytes: stampDensity(await codec.encodeJpeg(raster, options), spec.dpi),
  });
  const full = await fitQuality(spec, (quality) => attempt({ quality, chroma: "4:4:4" }));
  if (full) return full;
  const halved = await fitQuality(spec, (quality) => attempt({ quality, chroma: "4:2:0" }));
  return halved ?? attempt({ quality: spec.file.minQuality, chroma: "4:2:0" });
}

/** Bracketed search on quality: size grows near enough to exponentially with it to guess by the last two tries. */
async function fitQuality(
  { file, background }: PhotoSpec,
  attempt: (quality: number) => Promise<EncodedPhoto>,
): Promise<EncodedPhoto | null> {
  let low = file.minQuality;
  let high = bestQuality;
  let best: EncodedPhoto | null = null;
  let last: EncodedPhoto | null = null;
  let growth = firstGrowth;
  for (let quality = clamp(firstGuess, low, high); low <= high; ) {
    const photo = await attempt(quality);
    const bytes = photo.bytes.length;
    if (bytes <= file.maxBytes) {
      best = photo;
      if (bytes > closeEnough * file.maxBytes) break;
      low = quality + 1;
    } else high = quality - 1;
    if (last) growth = Math.max(leastGrowth, Math.log(last.bytes.length / bytes) / (last.quality - quality));
    last = photo;
    quality = clamp(quality + Math.floor(Math.log(file.maxBytes / bytes) / growth), low, high);
  }
  while (best && best.quality > file.minQuality && flatError(background, best.quality) > mostFlatError) {
    best = await attempt(best.quality - 1);
  }
  return best;
}

/** The standard's tolerance for the background of a finished file, in codes. */
const mostFlatError = 2;

/** Measured on portraits between quality 80 and 98: one step adds about this share of the size; lower down it adds less. */
const firstGrowth = 0.06;
const leastGrowth = 0.01;
/** A file this near the upper end of its window gains nothing visible from another step. */
const closeEnough = 0.97;

/** Marker, length 16, "JFIF\0", version 1.1. */
const jfifStart = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1];
const densityOffset = 13;

/** Writes dots per inch into the JFIF header; adds the header when the encoder left it out. */
export function stampDensity(jpeg: Uint8Array, dpi: number): Uint8Array {
  const density = [1, dpi >> 8, dpi & 255, dpi >> 8, dpi & 255];
  if (jpeg[2] === 0xff && jpeg[3] === 0xe0) {
    const stamped = jpeg.slice();
    stamped.set(density, densityOffset);
    return stamped;
  }
  const header = [0xff, 0xd8, ...jfifStart, ...density, 0, 0];
  const stamped = new Uint8Array(header.length + jpeg.length - 2);
  stamped.set(header);
  stamped.set(jpeg.subarray(2), header.length);
  return stamped;
}
