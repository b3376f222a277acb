/** Step 1: the file's header, then its pixels upright in sRGB, at a size analysis and cut can share. */
import type { ImageCodec, Raster, ReadResult, SourceHeader } from "../ports.ts";
import type { Stopwatch } from "../stopwatch.ts";

export interface Source {
  readonly header: SourceHeader;
  readonly raster: Raster;
  /** Source pixels per raster pixel, >= 1. */
  readonly sourceScale: number;
}

/** The raster's long side lies between half of this and this, unless the source is smaller. */
export const maxLongSidePx = 3200;

export async function readSource(bytes: Uint8Array, codec: ImageCodec, watch: Stopwatch): Promise<ReadResult<Source>> {
  const header = await watch.time("inspect", () => codec.inspect(bytes));
  if (!header.ok) return header;
  const raster = await watch.time("decode", () => codec.decode(bytes, header.value, maxLongSidePx));
  if (!raster.ok) return raster;
  const sourceScale = header.value.width / raster.value.width;
  return { ok: true, value: { header: header.value, raster: raster.value, sourceScale } };
}
