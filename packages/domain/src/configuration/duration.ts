/** A span of minutes as people say it: in the largest unit of which it is a whole number. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";

export const durationUnits = {
  second: { inMinutes: 1 / 60, label: { zh: "秒", en: "s" } },
  minute: { inMinutes: 1, label: { zh: "分钟", en: "min" } },
  hour: { inMinutes: 60, label: { zh: "小时", en: "h" } },
  day: { inMinutes: 1440, label: { zh: "天", en: "d" } },
} as const satisfies Readonly<Record<string, { readonly inMinutes: number; readonly label: Bilingual }>>;

export type DurationUnit = keyof typeof durationUnits;

export const allDurationUnits = keysOf(durationUnits);

const decimals = 2;

/** Below a second, and where a value is no whole number of seconds, to two decimals. */
export function spokenDuration(minutes: number): { readonly number: number; readonly unit: DurationUnit } {
  const amountIn = (unit: DurationUnit): number => minutes / durationUnits[unit].inMinutes;
  const unit =
    minutes === 0 ? "minute" : (allDurationUnits.toReversed().find((one) => isWhole(amountIn(one))) ?? "second");
  return { number: Number(amountIn(unit).toFixed(decimals)), unit };
}

/** 7 / (1 / 60) is no whole number to a computer. */
const isWhole = (amount: number): boolean => amount >= 1 && Math.abs(amount - Math.round(amount)) < 1e-6;

const hundredthsOfSeconds = 6000;

/** 420 seconds are 7 minutes, and no trillionth more. */
export const minutesOf = (number: number, unit: DurationUnit): number =>
  Math.round(number * durationUnits[unit].inMinutes * hundredthsOfSeconds) / hundredthsOfSeconds;

export function durationWords(minutes: number): Bilingual {
  const { number, unit } = spokenDuration(minutes);
  const { zh, en } = durationUnits[unit].label;
  return { zh: `${number} ${zh}`, en: `${number} ${en}` };
}
