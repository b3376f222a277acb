/** The only text table for findings: the fault and the advice. Numbers appear only in `measuredWords`, under 详情. */
import type { Bilingual } from "../core/bilingual.ts";
import { type CheckId, checkFacts, isCheckId } from "./check-facts.ts";
import type { CheckLimits } from "./finding.ts";
import { personWords } from "./person-words.ts";
import { photoWords } from "./photo-words.ts";
import { resultWords } from "./result-words.ts";
import { boundWords, exactFigure, figure, isUnit, unitWords, valueInBrackets } from "./unit-words.ts";
import { verdictLabel } from "./verdict-words.ts";

export interface CheckWords {
  /** The fault in a few words: the name of the check, and the heading of a finding that did not pass. */
  readonly title: Bilingual;
  /** The heading of a finding that only warns, if it describes another fault. */
  readonly warnTitle?: Bilingual;
  /** The heading of a finding that passed or was not judged. */
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

export const findingWords = { ...photoWords, ...personWords, ...resultWords } as const satisfies Readonly<
  Record<CheckId, CheckWords>
>;

/** The heading of a finding; `isNote`: it passed and is displayed anyway. */
export function titleOf(id: CheckId, verdict: string, isNote = false): Bilingual {
  const { title, warnTitle, passTitle }: CheckWords = findingWords[id];
  if (verdict === "unsure" || (verdict === "pass" && !isNote)) return passTitle;
  return verdict === "warn" ? (warnTitle ?? title) : title;
}

export function adviceOf(id: CheckId, verdict: string): Bilingual {
  const { advice, refusedAdvice }: CheckWords = findingWords[id];
  return verdict === "fail" ? (refusedAdvice ?? advice) : advice;
}

/**
 * The measured value with its bound. Uses the stricter of the two windows, so that the text does not change with the
 * verdict.
 */
export function measuredWords(id: CheckId, value: number, { warn, fail }: CheckLimits): Bilingual {
  const { quantity }: CheckWords = findingWords[id];
  const { unit } = checkFacts[id];
  const window = warn ?? fail ?? {};
  const { suffix } = unitWords[unit];
  const visible = valueInBrackets(value, window, unit);
  const bound = boundWords(window, unit, exactFigure);
  return {
    zh: `${quantity.zh} ${visible}${suffix.zh}${bound === null ? "" : `（${bound.zh}）`}。`,
    en: `${quantity.en}: ${visible}${suffix.en}${bound === null ? "" : ` (${bound.en})`}.`,
  };
}

export function unmeasuredWords(id: CheckId, reason: Bilingual): Bilingual {
  const { quantity }: CheckWords = findingWords[id];
  return {
    zh: `${quantity.zh}：未能判断，${reason.zh}。`,
    en: `${quantity.en}: could not be judged, ${reason.en}.`,
  };
}

/** A finding as routes return it: its codes may be unknown to this version. */
interface Text {
  readonly check: string;
  /** Fallback title for a check that this version does not know. */
  readonly title: Bilingual;
  readonly verdict: string;
  readonly value: number | null;
  readonly unit: string;
}

export function findingLine(
  { check, title, verdict, value, unit }: Text,
  translate: (text: Bilingual) => string,
): string {
  const measured = value === null || !isUnit(unit) ? "" : ` ${figure(value, unit)}${translate(unitWords[unit].suffix)}`;
  return `${translate(isCheckId(check) ? titleOf(check, verdict) : title)}${measured} ${translate(verdictLabel(verdict))}`;
}
