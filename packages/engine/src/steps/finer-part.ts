/**
 * Step 4, before the cut: reads the crop at the source's own resolution, where the working picture has too few pixels.
 */
import { clipRect } from "../maths/plane.ts";
import type { ImageCodec } from "../ports.ts";
import type { Crop, PersonSubject } from "../subject/subject.ts";
import type { FinerPart } from "./cut-out.ts";

/**
 * Number of output pixels per pixel of a reduced picture above which the cut uses the full source. Below it a face is
 * within 48 dB of the same cut from the full source, measured on photos of 12 megapixels.
 */
const coarseScale = 0.9;

/** Returns the part; null where the working picture is fine enough, or the part cannot be read. */
export async function finerPartOf(
  bytes: Uint8Array,
  { header, pyramid: [picture], sourceScale }: PersonSubject,
  { rect, scale }: Crop,
  codec: ImageCodec,
): Promise<FinerPart | null> {
  if (sourceScale <= 1 || scale <= coarseScale) return null;
  const { left, top, width, height } = clipRect(rect, picture.width, picture.height);
  const scaled = (length: number): number => Math.round(length * sourceScale);
  const part = {
    left: scaled(left),
    top: scaled(top),
    width: Math.min(scaled(width), header.width - scaled(left)),
    height: Math.min(scaled(height), header.height - scaled(top)),
  };
  const decoded = await codec.decodePart(bytes, header, part);
  return decoded.ok ? { raster: decoded.value, left, top, factor: sourceScale } : null;
}
