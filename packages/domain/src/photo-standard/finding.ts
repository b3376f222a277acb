/** The result of one check, complete enough to be displayed by a client that does not know the check. */
import type { Bilingual } from "../core/bilingual.ts";

/** Closed interval in the unit of its name; an absent end is unbounded. */
export interface Window {
  readonly min?: number;
  readonly max?: number;
}

/** `fail` refuses; `warn` may be submitted and a reviewer looks; `unsure` means that the check could not judge. */
export type Verdict = "pass" | "warn" | "fail" | "unsure";

/** Values inside `fail` are never refused; values inside `warn` cause no warning. */
export interface CheckLimits {
  readonly fail?: Window;
  readonly warn?: Window;
}

/**
 * Unit of the value; `share` is 0..1 and displayed as percent, `iod2` the squared distance between the eyes, `code` 8-bit
 * code values.
 */
export type Unit =
  | "px"
  | "deg"
  | "share"
  | "ratio"
  | "count"
  | "bytes"
  | "iod2"
  | "score"
  | "lightness"
  | "code"
  | "dpi"
  | "days";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Shapes in pixel coordinates of `Overlay.on`: the upright source or the result. */
export type OverlayShape =
  | { readonly kind: "points"; readonly points: readonly Point[] }
  | { readonly kind: "line"; readonly points: readonly Point[] }
  | { readonly kind: "outline"; readonly points: readonly Point[] }
  | {
      readonly kind: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };

export interface Overlay {
  readonly on: "source" | "result";
  readonly shapes: readonly OverlayShape[];
}

export interface ClauseRef extends Bilingual {
  readonly id: string;
}

export interface Finding {
  readonly id: string;
  readonly verdict: Verdict;
  /** null if nothing could be measured. */
  readonly value: number | null;
  readonly unit: Unit;
  readonly limit: CheckLimits;
  readonly title: Bilingual;
  /** The measured value and the allowed range. */
  readonly message: Bilingual;
  /** What to do next; for an `unsure` finding, never worded as if the fault were present. */
  readonly advice: Bilingual;
  readonly clause: ClauseRef;
  readonly overlay: Overlay | null;
  /** Strongest verdict allowed, for a measurement that is not reliable enough to refuse. */
  readonly atMost?: "warn";
  /** Passed, but worth displaying. */
  readonly note?: true;
  /**
   * Id of the finding that reports the cause of this one. This fault was detected too but is not reported again, so the
   * verdict is `unsure`.
   */
  readonly explainedBy?: string;
  /** `unsure` because the file has no such metadata, as most files: no reviewer is asked to look. */
  readonly unstated?: true;
}

/** Returns true if the finding asks a person to look, apart from findings that refuse. */
export const needsReview = ({
  verdict,
  explainedBy,
  unstated,
}: {
  readonly verdict: string;
  readonly explainedBy?: string | undefined;
  readonly unstated?: true | undefined;
}): boolean =>
  verdict === "warn" ||
  (verdict === "unsure" && explainedBy === undefined && unstated === undefined);

/** `atMost`: the strongest verdict that the measurement supports. */
export function judge(
  value: number,
  { fail, warn }: CheckLimits,
  atMost?: "warn",
): Exclude<Verdict, "unsure"> {
  if (fail && !within(value, fail)) return atMost ?? "fail";
  return warn && !within(value, warn) ? "warn" : "pass";
}

const within = (value: number, { min, max }: Window): boolean =>
  value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);
