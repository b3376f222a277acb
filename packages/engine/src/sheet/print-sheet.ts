/** Copies of a finished photo on one sheet of paper, at their true size, ready to print and cut. */
import { type Paper, papers } from "@gradphoto/domain/photo-standard";
import type { ImageCodec, Raster } from "../ports.ts";
import { stampDensity } from "../steps/encode.ts";
import { jpegFactsOf } from "../steps/jpeg-facts.ts";
import { drawSheet, under } from "./draw-sheet.ts";
import { layOut, pixelsOf, sheetDpi } from "./layout.ts";

export type PrintSheet =
  | {
      readonly kind: "made";
      /** At 300 dpi. */
      readonly jpeg: Uint8Array;
      readonly copies: number;
      readonly copyMm: { readonly width: number; readonly height: number };
    }
  /** The file is not a JPEG with a print density. */
  | { readonly kind: "not-finished" }
  | { readonly kind: "paper-too-small" };

const mmPerInch = 25.4;
const encoding = { quality: 95, chroma: "4:4:4" } as const;

/** Draws the caption below each copy, as wide as the copy. */
export type DrawCaption = (widthPx: number) => Promise<Raster>;

/** `photo`: a finished photo as a file; `caption` null: no caption. */
export async function makePrintSheet(
  photo: Uint8Array,
  { paper, caption }: { readonly paper: Paper; readonly caption: DrawCaption | null },
  codec: Pick<ImageCodec, "inspect" | "decode" | "resize" | "encodeJpeg">,
): Promise<PrintSheet> {
  const header = await codec.inspect(photo);
  const decoded = header.ok ? await codec.decode(photo, header.value, Number.POSITIVE_INFINITY) : null;
  const dpi = jpegFactsOf(photo)?.dpi ?? null;
  if (!decoded?.ok || dpi === null) return { kind: "not-finished" };
  const { width, height } = decoded.value;
  const size = { width: Math.round((width / dpi) * sheetDpi), height: Math.round((height / dpi) * sheetDpi) };
  const { widthMm, heightMm } = papers[paper];
  const strip = caption && (await caption(size.width));
  const complete = { width: size.width, height: size.height + (strip?.height ?? 0) };
  const layout = layOut({ width: pixelsOf(widthMm), height: pixelsOf(heightMm) }, complete);
  if (!layout) return { kind: "paper-too-small" };
  const bare = size.width === width ? decoded.value : await codec.resize(decoded.value, size.width, size.height);
  const copy = strip ? under(bare, strip) : bare;
  const jpeg = await codec.encodeJpeg(drawSheet(copy, layout), encoding);
  return {
    kind: "made",
    jpeg: stampDensity(jpeg, sheetDpi),
    copies: layout.columns * layout.rows,
    copyMm: { width: (width / dpi) * mmPerInch, height: (height / dpi) * mmPerInch },
  };
}
