/**
 * Sizes and crop of the two pictures of a report, so that the standard photo can be laid over the place it was cut
 * from.
 */
import type { Report } from "./report.ts";

interface SizePx {
  readonly width: number;
  readonly height: number;
}

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
