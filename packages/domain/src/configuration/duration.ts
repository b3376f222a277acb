/** Formats a number of minutes in the largest unit in which it is an integer. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";

export const durationUnits = {
  second: { inMinutes: 1 / 60, label: { zh: "秒", en: "s" } },
  minute: { inMinutes: 1, label: { zh: "分钟", en: "min" } },
  hour: { inMinutes: 60, label: { zh: "小时", en: "h" } },
  day: { inMinutes: 1440, label: { zh: "天", en: "d" } },
} as const satisfies Readonly<
  Record<string, { readonly inMinutes: number; readonly label: Bilingual }>
>;

export type DurationUnit = keyof typeof durationUnits;

export const allDurationUnits = keysOf(durationUnits);

const decimals = 2;

/** Values below one second, or not a whole number of seconds, are rounded to two decimals. */
export function durationInUnits(minutes: number): {
  readonly number: number;
  readonly unit: DurationUnit;
} {
  const amountIn = (unit: DurationUnit): number => minutes / durationUnits[unit].inMinutes;
  const unit =
    minutes === 0
      ? "minute"
      : (allDurationUnits.toReversed().find((one) => isInteger(amountIn(one))) ?? "second");
  return { number: Number(amountIn(unit).toFixed(decimals)), unit };
}

/** Tolerance for floating point: 7 / (1 / 60) is not an integer. */
const isInteger = (amount: number): boolean =>
  amount >= 1 && Math.abs(amount - Math.round(amount)) < 1e-6;

const hundredthsOfSeconds = 6000;

/** Rounds away floating-point error, so that 420 seconds are exactly 7 minutes. */
export const minutesOf = (number: number, unit: DurationUnit): number =>
  Math.round(number * durationUnits[unit].inMinutes * hundredthsOfSeconds) / hundredthsOfSeconds;

export function durationWords(minutes: number): Bilingual {
  const { number, unit } = durationInUnits(minutes);
  const { zh, en } = durationUnits[unit].label;
  return { zh: `${number} ${zh}`, en: `${number} ${en}` };
}
