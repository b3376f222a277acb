/** Content of a photo spec: size, background, file and geometry windows, limits of the checks. */
import type { Bilingual } from "../core/bilingual.ts";
import type { CheckLimits, Window } from "./finding.ts";

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** The spec that photos are made and checked by: a collection stores a copy when it starts. */
export interface PhotoSpec {
  readonly id: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
  readonly background: Rgb;
  readonly file: FileWindow;
  /** The limit to which a project may widen its own window; without it, a project may only narrow `file`. */
  readonly widestFile?: FileSize;
  /** True if the finished file contains an XMP packet about its processing. The report always has it. */
  readonly marksProcessing?: boolean;
  readonly geometry: GeometryWindows;
  /** The target of the crop inside the windows. */
  readonly aim: { readonly faceWidthPx: number; readonly hairTopPx: number };
  /** Largest allowed magnification, in output pixels per source pixel. */
  readonly maxScale: number;
  /** Limits that differ from a check's own, by check id. */
  readonly limits: Readonly<Record<string, CheckLimits>>;
}

/** A spec with its texts. */
export interface NamedPhotoSpec extends PhotoSpec {
  readonly name: Bilingual;
  /** Origin of the numbers; says which are our own choice. */
  readonly source: Bilingual;
}

export interface FileSize {
  readonly minBytes: number;
  readonly maxBytes: number;
}

/**
 * Returns the largest file that the encoder makes. Published limits do not say if a kilobyte is 1000 or 1024 bytes, so a
 * file must fit by both meanings.
 */
export const encoderMaxBytes = (maxBytes: number): number => Math.floor((maxBytes * 1000) / 1024);

export interface FileWindow extends FileSize {
  /** The encoder aims for at least this size. */
  readonly aimMinBytes: number;
  /** Lowest allowed JPEG quality, 1..100 on the IJG scale. */
  readonly minQuality: number;
}

/** All values in output pixels; distances are from the top edge unless named otherwise. */
export interface GeometryWindows {
  readonly hairTopPx: Window;
  readonly eyeLinePx: Window;
  /** From cheek to cheek. */
  readonly faceWidthPx: Window;
  readonly faceCentreXPx: Window;
  /** From hair top to chin. */
  readonly headHeightPx?: Window;
  /** Between the centres of the eyes. */
  readonly interEyePx?: Window;
}
