/** Ports of the pure core: an image codec and a model runtime. */
import type { JpegTables } from "@gradphoto/domain/photo-standard";
import type { NetworkName } from "@gradphoto/networks";

/** 8-bit sRGB pixels, three bytes each, row by row from the top left. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export type SourceFormat = "jpeg" | "png" | "webp" | "avif" | "heic";

/** Facts of the file header. Sizes are upright, after the EXIF rotation. */
export interface SourceHeader {
  readonly format: SourceFormat;
  readonly width: number;
  readonly height: number;
  /** Orientation 1..8; 1 when the file does not state it. */
  readonly exifOrientation: number;
  readonly hasAlpha: boolean;
  /** Colour space or profile as the file names it; "sRGB" when plain. */
  readonly colour: string;
}

/** Statements of a file on its origin. Most files have none. Names are short, printable and unique. */
export interface FileMarks {
  /** Content of AI generation labels as GB 45438-2025 prescribes them. */
  readonly aigc: readonly string[];
  /** Terms of IPTC's digital source types, such as "digitalCapture", from XMP and content credentials. */
  readonly sourceTypes: readonly string[];
  /** Programs named in EXIF, XMP or text chunks. */
  readonly software: readonly string[];
  /** Actions in C2PA content credentials, such as "c2pa.edited". null where the file has none. */
  readonly credentialActions: readonly string[] | null;
  /** EXIF LensModel, or the front camera where another field of EXIF names it. */
  readonly lens: string | null;
  /** The day, such as "2026-09-01", from EXIF DateTimeOriginal. null where it is missing or impossible. */
  readonly taken: { readonly on: string; readonly daysAgo: number } | null;
}

export type ReadProblem =
  | { readonly code: "file-type"; readonly detail: string }
  /** The file is a picture, but not the JPEG file that a finished photo is. */
  | { readonly code: "not-jpeg" }
  | { readonly code: "file-empty" }
  | { readonly code: "file-broken"; readonly detail: string }
  /** The file required more time or memory than any photo does. */
  | { readonly code: "too-costly" }
  | { readonly code: "too-many-pixels"; readonly megapixels: number };

export type ReadResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ReadProblem };

export interface JpegOptions {
  /** Quality 1..100, the IJG scale of the tables. */
  readonly quality: number;
  readonly chroma: "4:4:4" | "4:2:0";
  /**
   * Quantisation tables. The default is the example of the standard's Annex K; the others are mozjpeg's, tuned for
   * multi-scale SSIM.
   */
  readonly tables?: JpegTables;
  /**
   * True for trellis quantisation with overshoot deringing. It saves a tenth of the bytes at the same tables, for five
   * times the time.
   */
  readonly trellis?: boolean;
}

export interface ImageCodec {
  /** Reads only the header. Refuses by content, never by name. */
  inspect(bytes: Uint8Array): Promise<ReadResult<SourceHeader>>;
  /** Reads the marks. Never throws: unreadable data counts as missing. */
  readMarks(bytes: Uint8Array, format: SourceFormat): FileMarks;
  /**
   * Decodes the full picture, upright, sRGB, alpha on white, reduced so that the long side is at most `maxLongSidePx`.
   * Never enlarges.
   */
  decode(
    bytes: Uint8Array,
    header: SourceHeader,
    maxLongSidePx: number,
  ): Promise<ReadResult<Raster>>;
  /** Decodes a part within the picture in the same way, but not reduced. */
  decodePart(bytes: Uint8Array, header: SourceHeader, part: Rect): Promise<ReadResult<Raster>>;
  /** Resamples the raster, or the `part` of it, with a Lanczos kernel, antialiased. */
  resize(raster: Raster, width: number, height: number, part?: Rect): Promise<Raster>;
  /**
   * Softens the raster and keeps its size. The result equals a resampling whose kernel is widened by a Gaussian of that
   * deviation.
   */
  soften(raster: Raster, sigmaPx: number): Promise<Raster>;
  /** Encodes a baseline JPEG without metadata. */
  encodeJpeg(raster: Raster, options: JpegOptions): Promise<Uint8Array>;
}

/**
 * One network, with flat float input in the network's own layout and flat float outputs in its documented order. The
 * outputs belong to the caller, who may overwrite them.
 */
export interface Network {
  run(input: Float32Array): Promise<readonly Float32Array[]>;
}

export interface ModelRuntime {
  load(name: NetworkName): Promise<Network>;
}

/** Returns milliseconds from any origin. Only differences are used. */
export type Clock = () => number;
