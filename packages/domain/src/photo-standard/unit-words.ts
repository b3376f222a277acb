/** Formats numbers of findings: digits, suffix, and the meaning of a number without a suffix. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";
import type { Unit, Window } from "./finding.ts";

export interface UnitWords {
  readonly digits: number;
  /** Displayed value = value × gain. */
  readonly gain: number;
  /** Follows every number. */
  readonly suffix: Bilingual;
  /** Follows the sentence if the number needs an explanation. */
  readonly note?: Bilingual;
}

const none: Bilingual = { zh: "", en: "" };

export const unitWords: Readonly<Record<Unit, UnitWords>> = {
  px: { digits: 0, gain: 1, suffix: { zh: " 像素", en: " px" } },
  deg: { digits: 1, gain: 1, suffix: { zh: "°", en: "°" } },
  share: { digits: 0, gain: 100, suffix: { zh: "%", en: "%" } },
  ratio: { digits: 2, gain: 1, suffix: none },
  count: { digits: 0, gain: 1, suffix: none },
  bytes: { digits: 1, gain: 1 / 1024, suffix: { zh: " KB", en: " KB" } },
  iod2: { digits: 1, gain: 100, suffix: { zh: "%", en: "%" } },
  score: { digits: 1, gain: 1, suffix: none },
  lightness: {
    digits: 0,
    gain: 1,
    suffix: none,
    note: { zh: "0 为黑，100 为白", en: "0 is black, 100 is white" },
  },
  code: {
    digits: 0,
    gain: 1,
    suffix: none,
    note: { zh: "每种颜色 0–255 级", en: "of 255 steps per colour" },
  },
  days: { digits: 0, gain: 1, suffix: { zh: " 天", en: " days" } },
  dpi: { digits: 0, gain: 1, suffix: { zh: " dpi", en: " dpi" } },
};

export const isUnit = isKeyOf(unitWords);

export const allUnits = keysOf(unitWords);

/** Formats the number without its suffix. */
export function figure(value: number, unit: Unit, digits = unitWords[unit].digits): string {
  const format = (unitWords[unit].gain * value).toFixed(digits);
  return Number(format) === 0 ? (0).toFixed(digits) : format;
}

const mostDigits = 4;

/** Uses as many digits as the value needs to differ visibly from the limit it violates. */
export function valueInBrackets(value: number, { min, max }: Window, unit: Unit): string {
  for (let { digits } = unitWords[unit]; digits < mostDigits; digits++) {
    const visible = Number(figure(value, unit, digits));
    const same = [min, max].some(
      (limit) => limit !== undefined && limit !== value && visible === unitWords[unit].gain * limit,
    );
    if (!same) return figure(value, unit, digits);
  }
  return figure(value, unit, mostDigits);
}

/** Formats a limit with all its digits, without its suffix. */
export const exactFigure = (value: number, unit: Unit): string =>
  String(Number((unitWords[unit].gain * value).toFixed(mostDigits)));

/** Describes the allowed range of a value. */
export function rangeWords(
  { min, max }: Window,
  unit: Unit,
  write: (end: number, unit: Unit) => string = figure,
): Bilingual {
  const { suffix } = unitWords[unit];
  const low = min === undefined ? null : write(min, unit);
  const high = max === undefined ? null : write(max, unit);
  if (low !== null && low === high) return { zh: ` ${low}${suffix.zh}`, en: `${low}${suffix.en}` };
  if (low !== null && high !== null) {
    return { zh: ` ${low}–${high}${suffix.zh}`, en: `between ${low} and ${high}${suffix.en}` };
  }
  if (low !== null) return { zh: `不低于 ${low}${suffix.zh}`, en: `at least ${low}${suffix.en}` };
  if (high !== null) return { zh: `不超过 ${high}${suffix.zh}`, en: `at most ${high}${suffix.en}` };
  return { zh: "不限", en: "anything" };
}

/** The bound in brackets, to follow a measured value; null if there is none. */
export function boundWords(
  window: Window,
  unit: Unit,
  write: (end: number, unit: Unit) => string,
): Bilingual | null {
  const { min, max } = window;
  const { suffix } = unitWords[unit];
  if (min === undefined && max === undefined) return null;
  if (min === undefined)
    return {
      zh: `上限 ${write(max ?? 0, unit)}${suffix.zh}`,
      en: rangeWords(window, unit, write).en,
    };
  if (max === undefined)
    return { zh: `下限 ${write(min, unit)}${suffix.zh}`, en: rangeWords(window, unit, write).en };
  const { zh, en } = rangeWords(window, unit, write);
  return { zh: `应为${zh}`, en: `should be ${en}` };
}

const daysPerYear = 365;

/** Formats a duration: in days up to a year, then in whole years. */
export function daysWords(days: number): Bilingual {
  const years = Math.floor(days / daysPerYear);
  if (years === 0) return { zh: ` ${days} 天`, en: days === 1 ? "1 day" : `${days} days` };
  const isExact = days % daysPerYear === 0;
  const en = years === 1 ? "a year" : `${years} years`;
  return {
    zh: `${years === 1 ? "一" : ` ${years} `}年${isExact ? "" : "多"}`,
    en: isExact ? en : `over ${en}`,
  };
}
