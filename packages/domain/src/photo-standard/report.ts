/** The report of one photo: findings, result, processing steps, and what a page needs to display its pictures. */
import { type Finding, needsReview } from "./finding.ts";

export const reportVersion = 1;

export const reportVerdicts = ["pass", "review", "refused"] as const;

export type ReportVerdict = (typeof reportVerdicts)[number];

/** Measured on the finished photo, in output pixels and degrees. */
export interface Geometry {
  readonly hairTopPx: number;
  readonly eyeLinePx: number;
  readonly faceWidthPx: number;
  readonly faceCentreXPx: number;
  readonly rollDeg: number;
  readonly yawDeg: number;
  readonly pitchDeg: number;
  readonly interEyePx: number;
}

export interface OutputFile {
  /** Name of the written file; null while it is only in memory. */
  readonly file: string | null;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly quality: number;
  readonly dpi: number;
  readonly sha256: string;
}

/** Quantisation tables of the JPEG: Annex K of the standard, or those tuned for multi-scale SSIM. */
export type JpegTables = "annex-k" | "ms-ssim";

/** The closed list of operations on a photo. */
export type Operation =
  | { readonly op: "exif-turn"; readonly params: { readonly orientation: number } }
  | {
      readonly op: "convert-colour";
      readonly params: { readonly from: string; readonly to: "sRGB" };
    }
  | { readonly op: "flatten-alpha"; readonly params: { readonly onto: string } }
  | {
      readonly op: "crop";
      readonly params: {
        readonly leftPx: number;
        readonly topPx: number;
        readonly widthPx: number;
        readonly heightPx: number;
      };
    }
  | { readonly op: "scale"; readonly params: { readonly factor: number; readonly kernel: string } }
  | {
      readonly op: "replace-background";
      readonly params: { readonly r: number; readonly g: number; readonly b: number };
    }
  | {
      readonly op: "encode-jpeg";
      readonly params: {
        readonly quality: number;
        readonly chroma: "4:4:4" | "4:2:0";
        readonly tables: JpegTables;
        readonly trellis: boolean;
        readonly dpi: number;
      };
    };

export interface SourceFacts {
  readonly sha256: string;
  /** Size after the EXIF rotation. */
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly exifOrientation: number;
}

export interface EngineFacts {
  readonly version: string;
  readonly models: readonly { readonly name: string; readonly sha256: string }[];
}

export interface Report {
  readonly version: typeof reportVersion;
  readonly spec: string;
  readonly verdict: ReportVerdict;
  /** True if a refused photo was made only as a preview. */
  readonly preview: boolean;
  readonly findings: readonly Finding[];
  readonly geometry: Geometry | null;
  readonly output: OutputFile | null;
  readonly operations: readonly Operation[];
  readonly source: SourceFacts;
  readonly engine: EngineFacts;
  readonly timingsMs: Readonly<Record<string, number>> & { readonly total: number };
}

/** Any `fail` refuses; otherwise any `warn` or `unsure` that asks for a look leads to review; otherwise it passes. */
export function reportVerdict(
  findings: readonly Pick<Finding, "verdict" | "explainedBy" | "unstated">[],
): ReportVerdict {
  if (findings.some((finding) => finding.verdict === "fail")) return "refused";
  return findings.some(needsReview) ? "review" : "pass";
}

interface SizePx {
  readonly width: number;
  readonly height: number;
}

/**
 * Sizes and crop of the two pictures of a report, so that the standard photo can be laid over the place it was cut
 * from.
 */
export interface DisplayedPhoto {
  /** Upright size; 0 × 0 for a file that could not be opened. */
  readonly sourceSize: SizePx;
  readonly resultSize: SizePx | null;
  /** The part of the source that the standard photo contains. */
  readonly crop: {
    readonly leftPx: number;
    readonly topPx: number;
    readonly widthPx: number;
    readonly heightPx: number;
  } | null;
}

export const displayedPhotoOf = ({
  source,
  output,
  operations,
}: Pick<Report, "source" | "output" | "operations">): DisplayedPhoto => ({
  sourceSize: { width: source.width, height: source.height },
  resultSize: output && { width: output.width, height: output.height },
  crop: operations.find((operation) => operation.op === "crop")?.params ?? null,
});
