/**
 * Feeds a damaged file to the codec and verifies its contract: pixels that match their size, or a named refusal; marks
 * without a throw.
 */
import type { ImageCodec, ReadProblem } from "../../ports.ts";

const maxLongSidePx = 3200;

/** Throws an Error when the codec breaks its contract; other errors pass through. */
export async function feed(codec: ImageCodec, bytes: Uint8Array): Promise<"read" | ReadProblem["code"]> {
  const header = await codec.inspect(bytes);
  if (!header.ok) return header.problem.code;
  codec.readMarks(bytes, header.value.format);
  const raster = await codec.decode(bytes, header.value, maxLongSidePx);
  if (!raster.ok) return raster.problem.code;
  const { width, height, data } = raster.value;
  if (data.length !== width * height * 3) throw new Error(`${width} × ${height} pixels came in ${data.length} bytes`);
  if (Math.max(width, height) > maxLongSidePx) throw new Error(`${width} × ${height} is larger than asked for`);
  return "read";
}
