/** The outcome of one check, complete enough to be drawn by a client that has never heard of the check. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Window } from "../core/window.ts";

/** `fail` refuses; `warn` may be submitted, a reviewer looks; `unsure` means the check could not judge. */
export type Verdict = "pass" | "warn" | "fail" | "unsure";

/** Values inside `fail` are never refused; values inside `warn` raise nothing. */
export interface CheckLimits {
  readonly fail?: Window;
  readonly warn?: Window;
}

/** What the number counts; `share` is 0..1 and shown as percent, `iod` the distance between the eyes, `code` 8-bit code values. */
export type Unit =
  | "px"
  | "deg"
  | "share"
  | "ratio"
  | "count"
  | "bytes"
  | "iod"
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

/** Shapes in pixels of the upright source, or of the result where `on` says so. */
export type OverlayShape =
  | { readonly kind: "points"; readonly points: readonly Point[] }
  | { readonly kind: "line"; readonly points: readonly Point[] }
  | { readonly kind: "outline"; readonly points: readonly Point[] }
  | { readonly kind: "box"; readonly x: number; readonly y: number; readonly width: number; readonly height: number };

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
  /** null when nothing could be measured. */
  readonly value: number | null;
  readonly unit: Unit;
  readonly limit: CheckLimits;
  readonly title: Bilingual;
  /** What was measured and what is allowed. */
  readonly message: Bilingual;
  /** What to do next; of an `unsure` finding never as if the fault were there. */
  readonly advice: Bilingual;
  readonly clause: ClauseRef;
  readonly overlay: Overlay | null;
  /** The strongest verdict that this measurement can carry, where it is not sure enough to refuse. */
  readonly atMost?: "warn";
  /** Passed, and worth telling all the same. */
  readonly note?: true;
  /** The finding that tells the cause of this one, which was seen too and is not told again; `unsure` then. */
  readonly explainedBy?: string;
  /** `unsure` because the file states nothing of it, as most files do: nobody is asked to look. */
  readonly unstated?: true;
}

/** Whether somebody is asked to look, beside what refuses. */
export const asksForLook = ({
  verdict,
  explainedBy,
  unstated,
}: {
  readonly verdict: string;
  readonly explainedBy?: string | undefined;
  readonly unstated?: true | undefined;
}): boolean => verdict === "warn" || (verdict === "unsure" && explainedBy === undefined && unstated === undefined);
