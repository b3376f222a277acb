/** The image codec on Node: libvips through sharp, HEIC through libheif. */
import { inflateSync } from "node:zlib";
import type { JpegTables } from "@gradphoto/domain/photo-standard";
import sharp, { type Sharp } from "sharp";
import { inspectHeif } from "../file/inspect-heif.ts";
import type { Inflate } from "../file/marks/blocks.ts";
import { readFileMarks } from "../file/marks/read-file-marks.ts";
import { fileBroken, formatOf, type HeaderOptions, headerRefused, maxPixels, withinCap } from "../file/read-header.ts";
import { reducedSize } from "../file/reduced-size.ts";
import type { ImageCodec, Raster, ReadResult, Rect, SourceHeader } from "../ports.ts";
import { storedPartOf } from "./exif-turn.ts";
import { applyHeicColour, inspectHeic, openHeic } from "./heic.ts";

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

const inflate: Inflate = (deflated, maxOutputLength) => {
  try {
    return inflateSync(deflated, { maxOutputLength });
  } catch {
    return new Uint8Array();
  }
};

/** `today`: by which it is told how long ago a photo was taken. */
export function createSharpCodec(options: HeaderOptions, today = (): Date => new Date()): ImageCodec {
  return {
    inspect: (bytes) => inspect(bytes, options),
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

async function inspect(bytes: Uint8Array, options: HeaderOptions): Promise<ReadResult<SourceHeader>> {
  const format = formatOf(bytes, options);
  if (!format.ok) return format;
  try {
    if (format.value === "heic") return inspectHeic(bytes);
    const cost = format.value === "avif" ? inspectHeif(bytes).pixels : undefined;
    const header = await inspectWithSharp(bytes, format.value);
    if (header === null) return headerRefused({ code: "file-type", detail: "an animation, not a photo" });
    return withinCap(header, cost);
  } catch (error) {
    return fileBroken(error);
  }
}

/** null for an animation. */
async function inspectWithSharp(bytes: Uint8Array, format: SourceHeader["format"]): Promise<SourceHeader | null> {
  const facts = await sharp(bytes, { limitInputPixels: false, failOn: "error" }).metadata();
  if ((facts.pages ?? 1) > 1) return null;
  const orientation = facts.orientation ?? 1;
  const turned = orientation >= 5;
  return {
    format,
    width: turned ? facts.height : facts.width,
    height: turned ? facts.width : facts.height,
    exifOrientation: orientation,
    hasAlpha: facts.hasAlpha,
    colour: facts.icc ? `${facts.space} with profile` : facts.space === "srgb" ? "sRGB" : facts.space,
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
