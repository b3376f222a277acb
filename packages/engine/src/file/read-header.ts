/** Reads size and orientation of a picture's file without a decoder. */
import type { Raster, ReadProblem, ReadResult, SourceFormat, SourceHeader } from "../ports.ts";
import { latin1Of, viewOf } from "./bytes.ts";
import { isFrame, jpegParts, pngParts, webpParts } from "./file-parts.ts";
import { readHeifFacts } from "./heif-boxes.ts";
import { blocksOf } from "./marks/blocks-of.ts";
import { orientationOf } from "./marks/exif-texts.ts";
import { pixelsToDecode } from "./pixels-to-decode.ts";
import { readColour } from "./read-colour.ts";
import { isSequence, sniffFormat } from "./sniff-format.ts";

type ReducedSizeSize = Pick<Raster, "width" | "height">;

/**
 * Returns the size after the reduction. If a JPEG is reduced by three and more, its decoder does a factor of two by
 * itself, unless one more pixel is requested than that leaves. So from three on the remainder at the sides is dropped.
 */
export function reducedSize({ width, height }: ReducedSizeSize, by: number): ReducedSizeSize {
  const round = by > 2 ? Math.floor : Math.ceil;
  return { width: Math.max(1, round(width / by)), height: Math.max(1, round(height / by)) };
}

/** Maximum number of pixels. A larger picture is refused before decoding. */
export const maxPixels = 50e6;

export interface HeaderOptions {
  /** True to accept HEIC. It is covered by patents in some places and can be refused there. */
  readonly heic: boolean;
}

const headerRefused = (problem: ReadProblem): { ok: false; problem: ReadProblem } => ({
  ok: false,
  problem,
});

export const fileBroken = (error: unknown) =>
  headerRefused({
    code: "file-broken",
    detail: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
  });

const notStill = "an animation, not a photo";

/** Returns the format, if it is supported here. */
function formatOf(bytes: Uint8Array, { heic }: HeaderOptions): ReadResult<SourceFormat> {
  if (bytes.length === 0) return headerRefused({ code: "file-empty" });
  const format = sniffFormat(bytes);
  if (format === null) {
    const detail = isSequence(bytes) ? notStill : "not a JPEG, PNG, WebP, HEIC or AVIF picture";
    return headerRefused({ code: "file-type", detail });
  }
  if (format === "heic" && !heic)
    return headerRefused({ code: "file-type", detail: "HEIC is switched off here" });
  return { ok: true, value: format };
}

const withinCap = (
  header: SourceHeader,
  pixels = header.width * header.height,
): ReadResult<SourceHeader> =>
  pixels > maxPixels
    ? headerRefused({ code: "too-many-pixels", megapixels: pixels / 1e6 })
    : { ok: true, value: header };

/** Reads the header. An accepted file may still be damaged after it. */
export function readHeader(bytes: Uint8Array, options: HeaderOptions): ReadResult<SourceHeader> {
  const format = formatOf(bytes, options);
  if (!format.ok) return format;
  try {
    if (format.value === "heic" || format.value === "avif") {
      const { width, height } = readHeifFacts(bytes).crop;
      if (width === 0 || height === 0) throw new Error("the HEIC picture is empty");
      const header = {
        format: format.value,
        width,
        height,
        exifOrientation: 1,
        ...readColour(bytes, format.value),
      };
      const declared = withinCap(header);
      return declared.ok ? withinCap(header, pixelsToDecode(bytes)) : declared;
    }
    const stored = sizeIn[format.value](bytes);
    if (stored === null) return headerRefused({ code: "file-type", detail: notStill });
    if (stored.width === 0 || stored.height === 0) throw new Error("the picture is empty");
    const exifOrientation = orientationOf(blocksOf(bytes, format.value).exif[0]);
    const size = exifOrientation >= 5 ? { width: stored.height, height: stored.width } : stored;
    return withinCap({
      format: format.value,
      exifOrientation,
      ...size,
      ...readColour(bytes, format.value),
    });
  } catch (error) {
    return fileBroken(error);
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Readers of the size; null for an animation. Each throws an Error where the size is missing, or the file has too many
 * parts.
 */
const sizeIn: Readonly<Record<"jpeg" | "png" | "webp", (file: Uint8Array) => Size | null>> = {
  jpeg: jpegSize,
  png: (file) => {
    if (latin1Of(file, 12, 16) !== "IHDR") throw new Error("a PNG without its header");
    walkAll(pngParts(file));
    return { width: viewOf(file).getUint32(16), height: viewOf(file).getUint32(20) };
  },
  webp: webpSize,
};

function walkAll(parts: Iterable<unknown>): void {
  for (const _ of parts);
}

function jpegSize(file: Uint8Array): Size {
  const view = viewOf(file);
  let size: Size | null = null;
  for (const part of jpegParts(file)) {
    if (size === null && isFrame(part))
      size = { width: view.getUint16(part.at + 3), height: view.getUint16(part.at + 1) };
  }
  if (size === null) throw new Error("a JPEG without its frame header");
  return size;
}

const animated = 2;

function webpSize(file: Uint8Array): Size | null {
  walkAll(webpParts(file));
  const type = latin1Of(file, 12, 16);
  const view = viewOf(file);
  if (type === "VP8X") {
    if (((file[20] ?? 0) & animated) !== 0) return null;
    return {
      width: (view.getUint32(24, true) & 0xffffff) + 1,
      height: (view.getUint32(26, true) >>> 8) + 1,
    };
  }
  if (type === "VP8L") {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (type !== "VP8 ") throw new Error("a WebP without its picture");
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}
