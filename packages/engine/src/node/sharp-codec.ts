/** Image codec on Node: libvips through sharp, HEIC through libheif. */
import type { JpegTables } from "@gradphoto/domain/photo-standard";
import type { Sharp } from "sharp";
import sharp from "sharp";
import { readHeifFacts } from "../file/heif-boxes.ts";
import { readFileMarks } from "../file/marks/read-file-marks.ts";
import { displayP3Primaries, pngGammaOf } from "../file/read-colour.ts";
import {
  fileBroken,
  type HeaderOptions,
  maxPixels,
  readHeader,
  reducedSize,
} from "../file/read-header.ts";
import type { ImageCodec, Raster, ReadResult, Rect, SourceHeader } from "../ports.ts";
import { convertToSrgb, displayP3Profile } from "./convert-to-srgb.ts";
import { decodeHeic, type RgbaPixels } from "./decode-heic.ts";
import { inflate } from "./inspect-upload.ts";
import { withGamma } from "./with-gamma.ts";

/**
 * Decoded HEIC pixels by file, as long as the caller holds its bytes. A photo is opened several times, and its decoder
 * is slow.
 */
const decoded = new WeakMap<Uint8Array, Promise<RgbaPixels>>();

/** Opens a HEIC file in its own colours. The decoder has already applied crop and rotation. */
async function openHeic(bytes: Uint8Array): Promise<Sharp> {
  const pixels = decoded.get(bytes) ?? decodeHeic(bytes);
  decoded.set(bytes, pixels);
  const { width, height, data } = await pixels;
  return sharp(data, { raw: { width, height, channels: 4 } });
}

/** Applies the file's colour information, which the decoder ignores, to its pixels. */
async function applyHeicColour(raster: Raster, bytes: Uint8Array): Promise<Raster> {
  const { colour } = readHeifFacts(bytes);
  if (colour === null) return raster;
  if ("icc" in colour) return convertToSrgb(raster, colour.icc);
  return colour.primaries === displayP3Primaries
    ? convertToSrgb(raster, await displayP3Profile())
    : raster;
}

/** Maps a part of the upright picture to the picture as stored, by EXIF 2.32 section 4.6.4. */
function storedPartOf({ left, top, width, height }: Rect, header: SourceHeader): Rect {
  const fromRight = header.width - left - width;
  const fromBottom = header.height - top - height;
  const turned = { width: height, height: width };
  switch (header.exifOrientation) {
    case 2:
      return { left: fromRight, top, width, height };
    case 3:
      return { left: fromRight, top: fromBottom, width, height };
    case 4:
      return { left, top: fromBottom, width, height };
    case 5:
      return { left: top, top: left, ...turned };
    case 6:
      return { left: top, top: fromRight, ...turned };
    case 7:
      return { left: fromBottom, top: fromRight, ...turned };
    case 8:
      return { left: fromBottom, top: left, ...turned };
    default:
      return { left, top, width, height };
  }
}

const decodeTimeoutS = 20;

sharp.concurrency(1);
sharp.cache(false);
// Every reader outside the allow-list is disabled in libvips itself.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpeg",
    "VipsForeignLoadPng",
    "VipsForeignLoadWebp",
    "VipsForeignLoadHeif",
  ],
});

/** Numbers of the tables in mozjpeg. */
const mozjpegTables = { "annex-k": 0, "ms-ssim": 2 } as const satisfies Record<JpegTables, number>;

/** Creates the codec. `today` is the reference for the age of a photo. */
export function createSharpCodec(
  options: HeaderOptions,
  today = (): Date => new Date(),
): ImageCodec {
  return {
    inspect: async (bytes) => readHeader(bytes, options),
    readMarks: (bytes, format) => readFileMarks(bytes, format, today(), inflate),
    decode,
    decodePart,
    resize: async (
      { width, height, data },
      toWidth,
      toHeight,
      part = { left: 0, top: 0, width, height },
    ) =>
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
        sharp(data, { raw: { width, height, channels: 3 } }).blur({
          sigma,
          minAmplitude: 0.01,
          precision: "float",
        }),
      ),
    encodeJpeg: async (
      { width, height, data },
      { quality, chroma, tables = "annex-k", trellis = false },
    ) =>
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

function decode(
  bytes: Uint8Array,
  header: SourceHeader,
  maxLongSidePx: number,
): Promise<ReadResult<Raster>> {
  const shrink = Math.max(1, Math.ceil(Math.max(header.width, header.height) / maxLongSidePx));
  const size = reducedSize(header, shrink);
  // At a factor of two, a triangle kernel suffices: the finished photo agrees with one made from the full source to
  // 50 dB or more. At larger factors, a JPEG decoder first shrinks by a power of two. For the rest, Lanczos reaches
  // 50 dB and a triangle only 42.
  const kernel = shrink > 2 ? "lanczos3" : "linear";
  return decodeThrough(bytes, header, (stored) => {
    const upright = stored.autoOrient();
    return shrink > 1 ? upright.resize({ ...size, fit: "fill", kernel }) : upright;
  });
}

/** Decodes a part. It is cropped before it is rotated, because a rotation needs all of its pixels at once. */
const decodePart = (
  bytes: Uint8Array,
  header: SourceHeader,
  part: Rect,
): Promise<ReadResult<Raster>> =>
  decodeThrough(bytes, header, (stored) => stored.extract(storedPartOf(part, header)).autoOrient());

async function decodeThrough(
  bytes: Uint8Array,
  header: SourceHeader,
  narrow: (stored: Sharp) => Sharp,
): Promise<ReadResult<Raster>> {
  const isHeic = header.format === "heic";
  try {
    const stored = isHeic
      ? await openHeic(bytes)
      : sharp(bytes, { limitInputPixels: maxPixels, failOn: "error" });
    let pipeline = narrow(stored.timeout({ seconds: decodeTimeoutS }));
    const gamma = header.format === "png" ? pngGammaOf(bytes) : null;
    if (gamma !== null) pipeline = await withGamma(pipeline, gamma);
    if (isHeic || header.hasAlpha || gamma !== null)
      pipeline = pipeline.flatten({ background: "#ffffff" });
    const raster = await toRaster(pipeline.toColourspace("srgb"));
    return { ok: true, value: isHeic ? await applyHeicColour(raster, bytes) : raster };
  } catch (error) {
    return fileBroken(error);
  }
}

async function toRaster(pipeline: Sharp): Promise<Raster> {
  const { data, info } = await pipeline
    .removeAlpha()
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3)
    throw new Error(`expected three channels, the decoder gave ${info.channels}`);
  return {
    width: info.width,
    height: info.height,
    data: new Uint8Array(data.buffer, data.byteOffset, data.length),
  };
}
