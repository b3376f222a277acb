/** The image codec on Node: libvips through sharp, HEIC through libheif. */
import type { JpegTables } from "@gradphoto/domain/photo-standard";
import sharp, { type Sharp } from "sharp";
import { readFileMarks } from "../file/marks/read-file-marks.ts";
import { fileBroken, type HeaderOptions, maxPixels, readHeader } from "../file/read-header.ts";
import { reducedSize } from "../file/reduced-size.ts";
import type { ImageCodec, Raster, ReadResult, Rect, SourceHeader } from "../ports.ts";
import { storedPartOf } from "./exif-turn.ts";
import { applyHeicColour, openHeic } from "./heic.ts";
import { inflate } from "./inflate.ts";

const decodeTimeoutS = 20;

sharp.concurrency(1);
sharp.cache(false);
// Every reader that is not on the allow-list is switched off in libvips itself.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif"],
});

/** How mozjpeg numbers its tables. */
const mozjpegTables = { "annex-k": 0, "ms-ssim": 2 } as const satisfies Record<JpegTables, number>;

/** `today`: by which it is told how long ago a photo was taken. */
export function createSharpCodec(options: HeaderOptions, today = (): Date => new Date()): ImageCodec {
  return {
    inspect: async (bytes) => readHeader(bytes, options),
    readMarks: (bytes, format) => readFileMarks(bytes, format, today(), inflate),
    decode,
    decodePart,
    resize: async ({ width, height, data }, toWidth, toHeight, part = { left: 0, top: 0, width, height }) =>
      toRaster(
        sharp(data, { raw: { width, height, channels: 3 } })
          .extract(part)
          .resize(toWidth, toHeight, {
            fit: "fill",
            kernel: "lanczos3",
          }),
      ),
    soften: async ({ width, height, data }, sigma) =>
      toRaster(
        sharp(data, { raw: { width, height, channels: 3 } }).blur({ sigma, minAmplitude: 0.01, precision: "float" }),
      ),
    encodeJpeg: async ({ width, height, data }, { quality, chroma, tables = "annex-k", trellis = false }) =>
      sharp(data, { raw: { width, height, channels: 3 } })
        .jpeg({
          quality,
          chromaSubsampling: chroma,
          progressive: false,
          optimiseCoding: true,
          quantisationTable: mozjpegTables[tables],
          trellisQuantisation: trellis,
          overshootDeringing: trellis,
        })
        .toBuffer(),
  };
}

function decode(bytes: Uint8Array, header: SourceHeader, maxLongSidePx: number): Promise<ReadResult<Raster>> {
  const shrink = Math.max(1, Math.ceil(Math.max(header.width, header.height) / maxLongSidePx));
  const size = reducedSize(header, shrink);
  // By two a triangle loses nothing that is left in the finished photo (50 dB and more to the full source). Of more, a
  // JPEG decoder does two by itself, and what is left takes the better kernel: 50 dB again, 42 with a triangle.
  const kernel = shrink > 2 ? "lanczos3" : "linear";
  return decodeThrough(bytes, header, (stored) => {
    const upright = stored.autoOrient();
    return shrink > 1 ? upright.resize({ ...size, fit: "fill", kernel }) : upright;
  });
}

/** Turned after it is cut out: a turn needs all of its pixels at once. */
const decodePart = (bytes: Uint8Array, header: SourceHeader, part: Rect): Promise<ReadResult<Raster>> =>
  decodeThrough(bytes, header, (stored) => stored.extract(storedPartOf(part, header)).autoOrient());

async function decodeThrough(
  bytes: Uint8Array,
  header: SourceHeader,
  narrow: (stored: Sharp) => Sharp,
): Promise<ReadResult<Raster>> {
  const isHeic = header.format === "heic";
  try {
    const stored = isHeic ? await openHeic(bytes) : sharp(bytes, { limitInputPixels: maxPixels, failOn: "error" });
    let pipeline = narrow(stored.timeout({ seconds: decodeTimeoutS }));
    if (isHeic || header.hasAlpha) pipeline = pipeline.flatten({ background: "#ffffff" });
    const raster = await toRaster(pipeline.toColourspace("srgb"));
    return { ok: true, value: isHeic ? await applyHeicColour(raster, bytes) : raster };
  } catch (error) {
    return fileBroken(error);
  }
}

async function toRaster(pipeline: Sharp): Promise<Raster> {
  const { data, info } = await pipeline.removeAlpha().raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`expected three channels, the decoder gave ${info.channels}`);
  return { width: info.width, height: info.height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}
