/** Sentences of findings, from the texts of their checks. Numbers appear only in `measuredWords`, under 详情. */
import type { Bilingual } from "../core/bilingual.ts";
import type { CheckWords } from "./check-row.ts";
import { type CheckId, checkRows, isCheckId } from "./check-rows.ts";
import { checkWords } from "./check-words.ts";
import type { CheckLimits } from "./finding.ts";
import {
  boundWords,
  exactFigure,
  figure,
  isUnit,
  unitWords,
  valueInBrackets,
} from "./unit-words.ts";
import { verdictLabel } from "./verdict-words.ts";

/** The heading of a finding; `isNote`: it passed and is displayed anyway. */
export function titleOf(id: CheckId, verdict: string, isNote = false): Bilingual {
  const { name, title, warnTitle, passTitle }: CheckWords = checkWords[id];
  if (verdict === "unsure") return name;
  if (verdict === "pass" && !isNote) return passTitle;
  return verdict === "warn" ? (warnTitle ?? title) : title;
}

export function adviceOf(id: CheckId, verdict: string): Bilingual {
  const { advice, refusedAdvice }: CheckWords = checkWords[id];
  return verdict === "fail" ? (refusedAdvice ?? advice) : advice;
}

/**
 * The measured value with its bound. Uses the stricter of the two windows, so that the text does not change with the
 * verdict.
 */
export function measuredWords(id: CheckId, value: number, { warn, fail }: CheckLimits): Bilingual {
  const { quantity } = checkWords[id];
  const { unit } = checkRows[id];
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
  const { quantity } = checkWords[id];
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
  const measured =
    value === null || !isUnit(unit)
      ? ""
      : ` ${figure(value, unit)}${translate(unitWords[unit].suffix)}`;
  return `${translate(isCheckId(check) ? titleOf(check, verdict) : title)}${measured} ${translate(verdictLabel(verdict))}`;
}
