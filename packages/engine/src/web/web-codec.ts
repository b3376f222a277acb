/** Image codec in a browser, with the browser's decoders and results processed as libvips does on the server. */
import { Unzlib } from "fflate";
import { joined } from "../file/bytes.ts";
import type { Inflate } from "../file/marks/blocks.ts";
import { readFileMarks } from "../file/marks/read-file-marks.ts";
import { type HeaderOptions, readHeader, reducedSize } from "../file/read-header.ts";
import type { ImageCodec, Raster, ReadResult, Rect, SourceHeader } from "../ports.ts";
import { bitmapOf, NotReadHereError, pixelsOf } from "./decode-picture.ts";
import { encodeBaseline } from "./jpeg/encode-baseline.ts";
import type { EncodeWithTrellis } from "./jpeg/mozjpeg.ts";
import { blur, resample } from "./resample.ts";

/** Bytes per step. Inflating grows data a thousandfold at most, so no step exceeds the limit by much. */
const stepBytes = 1024;
/**
 * Maximum number of bytes without output. The library continues after the end of a stream, and no part of a stream is
 * this long without output.
 */
const maxSilentBytes = 2 ** 17;

/** Inflates a zlib stream, because some browsers lack DecompressionStream. */
export const inflate: Inflate = (deflated, mostBytes) => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  let receivedAt = 0;
  const stream = new Unzlib((part) => {
    parts.push(part);
    bytes += part.length;
  });
  try {
    for (let at = 0; at < deflated.length && at - receivedAt < maxSilentBytes; at += stepBytes) {
      const previous = bytes;
      stream.push(deflated.subarray(at, at + stepBytes), at + stepBytes >= deflated.length);
      if (bytes > mostBytes) return new Uint8Array();
      if (bytes > previous) receivedAt = at;
    }
  } catch {
    return new Uint8Array();
  }
  return joined(parts);
};

/** Creates the codec. `today` is the reference for the age of a photo. */
export function createWebCodec(
  encodeWithTrellis: EncodeWithTrellis,
  options: HeaderOptions,
  today = (): Date => new Date(),
): ImageCodec {
  return {
    inspect: async (bytes) => readHeader(bytes, options),
    readMarks: (bytes, format) => readFileMarks(bytes, format, today(), inflate),
    decode,
    decodePart: (bytes, header, part) =>
      decodeThrough(bytes, header, (bitmap) => pixelsOf(bitmap, header, part)),
    resize: async (raster, width, height, part) =>
      resample(part ? cutOf(raster, part) : raster, width, height, "lanczos3"),
    soften: async (raster, sigmaPx) => blur(raster, sigmaPx),
    encodeJpeg: async (raster, options) =>
      options.trellis ? encodeWithTrellis(raster, options) : encodeBaseline(raster, options),
  };
}

function decode(
  bytes: Uint8Array,
  header: SourceHeader,
  maxLongSidePx: number,
): Promise<ReadResult<Raster>> {
  const { width, height } = header;
  const shrink = Math.max(1, Math.ceil(Math.max(width, height) / maxLongSidePx));
  const to = reducedSize(header, shrink);
  const fullPicture = { left: 0, top: 0, width, height };
  return decodeThrough(bytes, header, (bitmap) =>
    resample(
      pixelsOf(bitmap, header, fullPicture, decoderShrink(header, to)),
      to.width,
      to.height,
      shrink > 2 ? "lanczos3" : "triangle",
    ),
  );
}

/** Returns the factor by which libvips lets the server's JPEG decoder shrink this picture; 1 for other formats. */
function decoderShrink(
  { format, width, height }: SourceHeader,
  to: Pick<Raster, "width" | "height">,
): number {
  const shrink = Math.min(width / to.width, height / to.height);
  const by = [8, 4, 2].find((each) => shrink >= each) ?? 1;
  // libvips leaves the last halving to the kernel where it would otherwise have nothing to do.
  return format !== "jpeg" ? 1 : by > 1 && Math.floor(shrink) === by ? by / 2 : by;
}

/**
 * Decodes through the browser. Throws a NotReadHereError for anything that the browser lacks: it proves nothing about a
 * file with a valid header.
 */
async function decodeThrough(
  bytes: Uint8Array,
  header: SourceHeader,
  read: (bitmap: ImageBitmap) => Raster,
): Promise<ReadResult<Raster>> {
  try {
    const bitmap = await bitmapOf(bytes, header.format);
    try {
      const [width, height] =
        header.exifOrientation < 5 ? [header.width, header.height] : [header.height, header.width];
      if (bitmap.width !== width || bitmap.height !== height)
        throw new Error(
          `the browser sees ${bitmap.width} × ${bitmap.height}, the file says ${width} × ${height}`,
        );
      return { ok: true, value: read(bitmap) };
    } finally {
      bitmap.close();
    }
  } catch (error) {
    throw new NotReadHereError(`the browser does not read this ${header.format} file`, {
      cause: error,
    });
  }
}

function cutOf({ width, data }: Raster, { left, top, width: partWidth, height }: Rect): Raster {
  const part = new Uint8Array(partWidth * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * width + left) * 3;
    part.set(data.subarray(from, from + partWidth * 3), row * partWidth * 3);
  }
  return { width: partWidth, height, data: part };
}
