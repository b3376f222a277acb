/** What a photo spec says: size, background, file and geometry windows, limits of the checks. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Window } from "../core/window.ts";
import type { CheckLimits } from "./finding.ts";

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** What photos are made and checked by: a collection keeps a copy of it from its start on. */
export interface PhotoSpec {
  readonly id: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
  readonly background: Rgb;
  readonly file: FileWindow;
  /** How far a project may widen its own window; without it, it may only narrow `file`. */
  readonly widestFile?: FileSize;
  readonly geometry: GeometryWindows;
  /** What the crop aims for inside the windows. */
  readonly aim: { readonly faceWidthPx: number; readonly hairTopPx: number };
  /** Largest allowed magnification, output pixels per source pixel. */
  readonly maxScale: number;
  /** Limits that differ from a check's own, by check id. */
  readonly limits: Readonly<Record<string, CheckLimits>>;
}

/** With its words for people. */
export interface NamedPhotoSpec extends PhotoSpec {
  readonly name: Bilingual;
  /** Where the numbers come from; what is our own choice says so. */
  readonly source: Bilingual;
}

export interface FileSize {
  readonly minBytes: number;
  readonly maxBytes: number;
}

export interface FileWindow extends FileSize {
  /** The encoder tries to come out at or above this size. */
  readonly aimMinBytes: number;
  /** Lowest allowed JPEG quality, 1..100 on the IJG scale. */
  readonly minQuality: number;
}

/** All in output pixels; distances from the top edge unless named otherwise. */
export interface GeometryWindows {
  readonly hairTopPx: Window;
  readonly eyeLinePx: Window;
  /** Cheek to cheek. */
  readonly faceWidthPx: Window;
  readonly faceCentreXPx: Window;
  /** Hair top to chin. */
  readonly headHeightPx?: Window;
  /** Between the centres of the eyes. */
  readonly interEyePx?: Window;
}
