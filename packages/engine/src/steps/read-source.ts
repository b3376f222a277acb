/** Step 1: reads the file's header, then its pixels upright in sRGB, at a size that suits both analysis and cut. */
import type { FileMarks, ImageCodec, Raster, ReadResult, SourceHeader } from "../ports.ts";
import type { Stopwatch } from "../stopwatch.ts";

export interface Source {
  readonly header: SourceHeader;
  readonly marks: FileMarks;
  readonly raster: Raster;
  /** Source pixels per raster pixel, >= 1. */
  readonly sourceScale: number;
}

/**
 * Minimum long side. The raster's is between this and its double, unless the source is smaller. Phones' 12 megapixels
 * are reduced by three, of which the JPEG decoder does two by itself.
 */
const minLongSidePx = 1300;

export async function readSource(
  bytes: Uint8Array,
  codec: ImageCodec,
  watch: Stopwatch,
): Promise<ReadResult<Source>> {
  const header = await watch.time("inspect", () => codec.inspect(bytes));
  if (!header.ok) return header;
  const longSidePx = Math.max(header.value.width, header.value.height);
  const workingPx = Math.ceil(longSidePx / Math.max(1, Math.floor(longSidePx / minLongSidePx)));
  const raster = await watch.time("decode", () => codec.decode(bytes, header.value, workingPx));
  if (!raster.ok) return raster;
  const sourceScale = header.value.width / raster.value.width;
  const marks = watch.timeSync("read-marks", () => codec.readMarks(bytes, header.value.format));
  return { ok: true, value: { header: header.value, marks, raster: raster.value, sourceScale } };
}
