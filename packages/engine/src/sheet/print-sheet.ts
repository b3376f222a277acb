/** Copies of a finished photo on one sheet of paper, at their true size, ready to print and cut. */
import { type CopySize, cutSizes, type Paper, papers } from "@gradphoto/domain/photo-standard";
import type { ImageCodec, Raster } from "../ports.ts";
import { stampDensity } from "../steps/encode.ts";
import { jpegFactsOf } from "../steps/jpeg-facts.ts";

type Size = Pick<Raster, "width" | "height">;

const sheetDpi = 300;

const mmPerInch = 25.4;

/** Returns the sheet pixels of a length on paper. */
export const pixelsOf = (mm: number): number => Math.round((mm / mmPerInch) * sheetDpi);

/** Positions of copies of one photo on a sheet of paper. */
interface Layout {
  readonly sheet: Size;
  /** Size of the photo in its orientation on the sheet. */
  readonly photo: Size;
  /** True if it is rotated by a quarter turn, because more copies fit. */
  readonly turned: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Pixel columns and rows of the cut lines, one more than copies. A copy begins right after its line. */
  readonly linesX: readonly number[];
  readonly linesY: readonly number[];
}

/**
 * Lays out as many copies as fit, upright or all rotated, centred on the sheet. Returns null when none fits. Sizes are
 * in sheet pixels.
 */
export function layOut(sheet: Size, photo: Size): Layout | null {
  const upright = arrange(sheet, photo, false);
  const turned = arrange(sheet, { width: photo.height, height: photo.width }, true);
  const best = turned.columns * turned.rows > upright.columns * upright.rows ? turned : upright;
  return best.columns * best.rows === 0 ? null : best;
}

function arrange(sheet: Size, photo: Size, turned: boolean): Layout {
  const columns = copiesAlong(sheet.width, photo.width);
  const rows = copiesAlong(sheet.height, photo.height);
  return {
    sheet,
    photo,
    turned,
    columns,
    rows,
    linesX: cutLines(sheet.width, photo.width, columns),
    linesY: cutLines(sheet.height, photo.height, rows),
  };
}

/** Returns the number of copies along a side. Every copy has a one-pixel cut line, and one more closes the last. */
const copiesAlong = (room: number, length: number): number =>
  Math.max(0, Math.floor((room - 1) / (length + 1)));

function cutLines(room: number, length: number, copies: number): number[] {
  const step = length + 1;
  const start = Math.floor((room - copies * step - 1) / 2);
  return Array.from({ length: copies + 1 }, (_, at) => start + at * step);
}

const lineGrey = 160;

/** Draws the sheet. `photo` is upright, at sheet density; it is copied pixel by pixel. */
export function drawSheet(photo: Raster, layout: Layout): Raster {
  const { width, height } = layout.sheet;
  const sheet: Raster = { width, height, data: new Uint8Array(3 * width * height).fill(255) };
  for (const x of layout.linesX) fillGrey(sheet, x, 0, 1, height);
  for (const y of layout.linesY) fillGrey(sheet, 0, y, width, 1);
  const copy = layout.turned ? quarterTurned(photo) : photo;
  for (const top of layout.linesY.slice(0, layout.rows)) {
    for (const left of layout.linesX.slice(0, layout.columns))
      paste(copy, sheet, left + 1, top + 1);
  }
  return sheet;
}

/** Adds the strip below the photo. Both have the same width. */
export function under(photo: Raster, strip: Raster): Raster {
  if (photo.width !== strip.width) throw new Error("A strip is not as wide as its photo");
  const data = new Uint8Array(photo.data.length + strip.data.length);
  data.set(photo.data);
  data.set(strip.data, photo.data.length);
  return { width: photo.width, height: photo.height + strip.height, data };
}

/** Cuts both sides, or the lower edge, to the proportions of the copy. The upper edge stays. */
export function cutToShape({ width, height, data }: Raster, shape: Size): Raster {
  const across = Math.min(width, Math.round((height * shape.width) / shape.height));
  const down = Math.min(height, Math.round((width * shape.height) / shape.width));
  const left = Math.floor((width - across) / 2);
  const cut = new Uint8Array(3 * across * down);
  for (let y = 0; y < down; y++) {
    const start = 3 * (y * width + left);
    cut.set(data.subarray(start, start + 3 * across), 3 * y * across);
  }
  return { width: across, height: down, data: cut };
}

function fillGrey(
  { width, data }: Raster,
  left: number,
  top: number,
  across: number,
  down: number,
): void {
  for (let y = top; y < top + down; y++)
    data.fill(lineGrey, 3 * (y * width + left), 3 * (y * width + left + across));
}

function paste(photo: Raster, sheet: Raster, left: number, top: number): void {
  for (let y = 0; y < photo.height; y++) {
    const row = photo.data.subarray(3 * y * photo.width, 3 * (y + 1) * photo.width);
    sheet.data.set(row, 3 * ((top + y) * sheet.width + left));
  }
}

/** Rotates clockwise: the upper left corner moves to the upper right. */
export function quarterTurned({ width, height, data }: Raster): Raster {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = 3 * (y * width + x);
      const to = 3 * (x * height + (height - 1 - y));
      for (let channel = 0; channel < 3; channel++) turned[to + channel] = data[from + channel]!;
    }
  }
  return { width: height, height: width, data: turned };
}

export type PrintSheet =
  | {
      readonly kind: "made";
      /** JPEG at 300 dpi. */
      readonly jpeg: Uint8Array;
      readonly copies: number;
      readonly copyMm: { readonly width: number; readonly height: number };
    }
  /** The file is not a JPEG with a print density. */
  | { readonly kind: "not-finished" }
  | { readonly kind: "paper-too-small" };

const encoding = { quality: 95, chroma: "4:4:4" } as const;

/** Draws the caption below each copy, as wide as the copy. */
export type DrawCaption = (widthPx: number) => Promise<Raster>;

interface SheetOptions {
  readonly paper: Paper;
  readonly size: CopySize;
  readonly caption: DrawCaption | null;
}

/** Makes the sheet of a finished photo as a file. */
export async function makePrintSheet(
  photo: Uint8Array,
  { paper, size: copySize, caption }: SheetOptions,
  codec: Pick<ImageCodec, "inspect" | "decode" | "resize" | "encodeJpeg">,
): Promise<PrintSheet> {
  const header = await codec.inspect(photo);
  const decoded = header.ok
    ? await codec.decode(photo, header.value, Number.POSITIVE_INFINITY)
    : null;
  const dpi = jpegFactsOf(photo)?.dpi ?? null;
  if (!decoded?.ok || dpi === null) return { kind: "not-finished" };
  const { width, height } = decoded.value;
  const copyMm =
    copySize === "own"
      ? { width: (width / dpi) * mmPerInch, height: (height / dpi) * mmPerInch }
      : { width: cutSizes[copySize].widthMm, height: cutSizes[copySize].heightMm };
  const size = { width: pixelsOf(copyMm.width), height: pixelsOf(copyMm.height) };
  const { widthMm, heightMm } = papers[paper];
  const strip = caption && (await caption(size.width));
  const complete = { width: size.width, height: size.height + (strip?.height ?? 0) };
  const layout = layOut({ width: pixelsOf(widthMm), height: pixelsOf(heightMm) }, complete);
  if (!layout) return { kind: "paper-too-small" };
  const cut = copySize === "own" ? decoded.value : cutToShape(decoded.value, size);
  const bare = size.width === width ? cut : await codec.resize(cut, size.width, size.height);
  const copy = strip ? under(bare, strip) : bare;
  const jpeg = await codec.encodeJpeg(drawSheet(copy, layout), encoding);
  return {
    kind: "made",
    jpeg: stampDensity(jpeg, sheetDpi),
    copies: layout.columns * layout.rows,
    copyMm,
  };
}
