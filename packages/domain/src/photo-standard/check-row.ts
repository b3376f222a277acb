/** What the product knows of a check: unit, limits and their basis, accuracy, texts. The engine measures. */
import type { Bilingual } from "../core/bilingual.ts";
import type { DetailedCount } from "./check-accuracy.ts";
import type { CheckLimits, Unit, Verdict } from "./finding.ts";
import type { PhotoSpec } from "./photo-spec.ts";

export interface CheckRow {
  readonly unit: Unit;
  /** Fixed windows of good values, or windows derived from the spec; a spec's `limits` override both. */
  readonly limits: CheckLimits | ((spec: PhotoSpec) => CheckLimits);
  /**
   * Text displayed instead of the limits, for a check that refuses some of the detected cases and only warns of the
   * others.
   */
  readonly requirement?: { readonly fail: Bilingual; readonly warn: Bilingual };
  /** Gate verdicts: with one of them there is no single person to judge, so later checks are left unjudged. */
  readonly gate?: readonly Verdict[];
  /** Origin of the limits. */
  readonly basis: LimitsBasis;
  /**
   * Counts on people never in view; never fit a limit to them. `exact`: reads a fact of the file or measures the finished
   * photo.
   */
  readonly accuracy: DetailedCount | "exact";
}

/** Texts of a check. */
export interface CheckWords {
  /** Neutral name: the heading of a finding that was not judged, which claims neither a fault nor its absence. */
  readonly name: Bilingual;
  /** The fault in a few words: the name of the check, and the heading of a finding that did not pass. */
  readonly title: Bilingual;
  /** The heading of a finding that only warns, if it describes another fault. */
  readonly warnTitle?: Bilingual;
  /** Replaces the heading if a measurement has another cause. */
  readonly titleWhen?: Readonly<Record<string, Bilingual>>;
  /** The heading of a pass: the rule as kept, or that the fault was not found where the check may miss it. */
  readonly passTitle: Bilingual;
  /** Name of the measured quantity. */
  readonly quantity: Bilingual;
  /** What to do if the check does not pass. */
  readonly advice: Bilingual;
  /** Replaces `advice` if the check refuses: such a photo cannot be submitted. */
  readonly refusedAdvice?: Bilingual;
  /** Replaces both if a measurement requires another step. */
  readonly adviceWhen?: Readonly<Record<string, Bilingual>>;
}

/**
 * `policy`: a number set by a rule. `note`: informational only, never counts against a photo.
 * Otherwise the false-alarm budget: the share of reviewed photos without the fault that the warning limit may flag. A
 * refusing limit lies beyond all of them.
 */
export type LimitsBasis = "policy" | "note" | { readonly falseAlarms: number };
