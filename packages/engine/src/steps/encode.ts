/**
 * Step 5: encodes the JPEG of highest quality that fits the spec's file size limits, with its density in the JFIF
 * header.
 */
import {
  encoderMaxBytes,
  type FileWindow,
  type JpegTables,
  type PhotoSpec,
} from "@gradphoto/domain/photo-standard";
import { clamp } from "../maths/statistics.ts";
import type { ImageCodec, JpegOptions, Raster } from "../ports.ts";
import { jpegFactsOf } from "./jpeg-facts.ts";
import { withMark } from "./processing-mark.ts";

interface Encoding {
  readonly chroma: JpegOptions["chroma"];
  readonly tables: JpegTables;
  readonly trellis: boolean;
}

export interface EncodedPhoto extends Encoding {
  readonly bytes: Uint8Array;
  /** Quality derived from the file's luminance table, as any reader can derive it. */
  readonly quality: number;
  /** Gaussian by which the kernel that scaled the photo is widened; 0 for none. */
  readonly softenedPx: number;
}

/**
 * Encoding with full chroma, and the quality below which tuned tables with halved chroma preserve more of the picture
 * in the same bytes (`lab -- encode` at the tag `full-laboratory`). Both preserve the colour of a flat background,
 * which Annex K's tables below 75 shift by 3 codes.
 */
const fullChroma: Encoding = { chroma: "4:4:4", tables: "annex-k", trellis: false };
const minFullChroma = 75;
const halvedChroma: Encoding = { chroma: "4:2:0", tables: "ms-ssim", trellis: false };
const withTrellis: Encoding = { ...halvedChroma, trellis: true };
/** Quality from which trellis, five times as slow, gains nothing that SSIMULACRA2 detects. */
const minPlain = 75;
/** Margin of the quality, because the one read from tuned tables is up to half a step below the requested one. */
const tunedStep = 1;
const bestQuality = 98;

/** Gaussians of increasing width. The softest preserves nothing of any texture. */
const softeningsPx = [0.4, 0.5, 0.6, 0.7, 0.85, 1, 1.2, 1.4, 1.7, 2, 2.4, 2.8, 3.4, 4];

interface Attempt extends EncodedPhoto {
  /** The quality requested from the encoder. */
  readonly requested: number;
}

type Encode = (requested: number, encoding: Encoding) => Promise<Attempt>;

/**
 * Encodes at the highest quality that fits: in full chroma, else by trellis and tuned tables with halved chroma, else
 * of a picture softened as little as needed. When nothing fits, it returns the smallest file, and the file-size check
 * reports that. The file holds JFIF only, and the `mark` if there is one.
 */
export async function encode(
  raster: Raster,
  { file, dpi }: PhotoSpec,
  codec: ImageCodec,
  mark: Uint8Array | null = null,
): Promise<EncodedPhoto> {
  const window = { ...file, maxBytes: encoderMaxBytes(file.maxBytes) };
  const encoderOf =
    (picture: Raster, softenedPx: number): Encode =>
    async (requested, encoding) => {
      const bare = stampDensity(
        await codec.encodeJpeg(picture, { quality: requested, ...encoding }),
        dpi,
      );
      const bytes = mark ? withMark(bare, mark) : bare;
      return {
        bytes,
        requested: requested,
        quality: jpegFactsOf(bytes)?.quality ?? 0,
        ...encoding,
        softenedPx,
      };
    };
  const asIs = encoderOf(raster, 0);
  const fitting = (await inFullChroma(window, asIs)) ?? (await inHalvedChroma(window, asIs));
  if (fitting) return fitting;
  const leastQuality = window.minQuality + tunedStep;
  return softenedToFit(window.maxBytes, async (softenedPx) =>
    encoderOf(await codec.soften(raster, softenedPx), softenedPx)(leastQuality, withTrellis),
  );
}

const inFullChroma = (
  { maxBytes, minQuality }: FileWindow,
  attempt: Encode,
): Promise<EncodedPhoto | null> =>
  highestFitting({ least: Math.max(minFullChroma, minQuality), guess: 84, maxBytes }, (requested) =>
    attempt(requested, fullChroma),
  );

async function inHalvedChroma(
  { maxBytes, minQuality }: FileWindow,
  attempt: Encode,
): Promise<EncodedPhoto | null> {
  const least = minQuality + tunedStep;
  const plain = await highestFitting({ least, guess: 78, maxBytes }, (requested) =>
    attempt(requested, halvedChroma),
  );
  if (plain && plain.requested >= minPlain) return plain;
  const worthTrying = plain ? plain.requested + 1 : least;
  for (let requested = plain ? plain.requested + trellisGain : least; requested >= worthTrying; ) {
    const photo = await attempt(requested, withTrellis);
    if (photo.bytes.length <= maxBytes) return photo;
    requested = Math.floor(
      100 - (100 - requested) * (photo.bytes.length / maxBytes) ** (1 / sizePower),
    );
  }
  return plain;
}

/** Quality steps gained from the twelfth of the bytes that trellis saves. */
const trellisGain = 6;

/** Returns the mildest softening whose file fits, or the strongest when none does. */
async function softenedToFit(
  maxBytes: number,
  make: (softenedPx: number) => Promise<Attempt>,
): Promise<EncodedPhoto> {
  let low = 0;
  let high = softeningsPx.length - 1;
  let best = await make(softeningsPx[high]!);
  while (low < high) {
    const middle = (low + high) >> 1;
    const photo = await make(softeningsPx[middle]!);
    if (photo.bytes.length <= maxBytes) {
      best = photo;
      high = middle;
    } else low = middle + 1;
  }
  return best;
}

/**
 * Searches for the highest quality that fits, starting at a typical `guess` and using the law of size. It ends where
 * one more step would not fit.
 */
async function highestFitting(
  {
    least,
    guess,
    maxBytes,
  }: { readonly least: number; readonly guess: number; readonly maxBytes: number },
  attempt: (requested: number) => Promise<Attempt>,
): Promise<Attempt | null> {
  let low = least;
  let high = bestQuality;
  let best: Attempt | null = null;
  let last: Attempt | null = null;
  let power = sizePower;
  for (let requested = clamp(guess, low, high); low <= high; ) {
    const photo = await attempt(requested);
    const bytes = photo.bytes.length;
    if (last) power = clamp(powerBetween(last, photo), sizePower / 2, sizePower * 2);
    const foretold = Math.floor(100 - (100 - requested) * (bytes / maxBytes) ** (1 / power));
    if (bytes <= maxBytes) {
      best = photo;
      if (foretold <= requested) break;
      low = requested + 1;
    } else if (foretold < least - surelyBelow) break;
    else high = requested - 1;
    last = photo;
    requested = clamp(foretold, low, high);
  }
  return best;
}

/**
 * Exponent of the law of size: bytes grow as (100 − quality) to the power of minus this. Median of portraits between
 * quality 60 and 98.
 */
const sizePower = 0.57;
/**
 * Margin below the least quality at which no photo would fit, because no photo's exponent deviates that far from the
 * median.
 */
const surelyBelow = 4;
const powerBetween = (one: Attempt, other: Attempt): number =>
  Math.log(one.bytes.length / other.bytes.length) /
  Math.log((100 - other.requested) / (100 - one.requested));

/** Start of the JFIF header: marker, length 16, "JFIF\0", version 1.1. */
const jfifStart = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1];
const densityOffset = 13;

/** Writes dots per inch into the JFIF header; adds the header when the encoder left it out. */
export function stampDensity(jpeg: Uint8Array, dpi: number): Uint8Array {
  const density = [1, dpi >> 8, dpi & 255, dpi >> 8, dpi & 255];
  if (jpeg[2] === 0xff && jpeg[3] === 0xe0) {
    const stamped = jpeg.slice();
    stamped.set(density, densityOffset);
    return stamped;
  }
  const header = [0xff, 0xd8, ...jfifStart, ...density, 0, 0];
  const stamped = new Uint8Array(header.length + jpeg.length - 2);
  stamped.set(header);
  stamped.set(jpeg.subarray(2), header.length);
  return stamped;
}
