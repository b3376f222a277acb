/** State of the tried limit: in the address, as typed, and next to the current limit. */
import {
  type Bilingual,
  type CheckId,
  endsOf,
  exactFigure,
  figure,
  isCheckId,
  type LimitEnds,
  limitEnds,
  limitsOf,
  photoSpecs,
  type SetLimits,
  type Unit,
  unitWords,
  withSetLimits,
} from "@gradphoto/domain";

/** Address parameters, including the ends. */
export const queryKeys = [
  "check",
  "specId",
  "projectId",
  "fromDay",
  "untilDay",
  ...limitEnds,
] as const;

/** Largest number that the route accepts, positive or negative; no check measures more. */
export const maxLimitValue = 999_999_999;

export interface LimitTrial {
  readonly check: CheckId;
  readonly spec: (typeof photoSpecs)[number];
  readonly present: LimitEnds;
  /** The current limit where the address names no other. */
  readonly tried: LimitEnds;
  readonly isChanged: boolean;
}

export function readLimitTrial(
  values: Readonly<Record<string, string>>,
  set: SetLimits,
): LimitTrial {
  const check = values.check !== undefined && isCheckId(values.check) ? values.check : "blur";
  const spec = photoSpecs.find(({ id }) => id === values.specId) ?? photoSpecs[0];
  const present = endsOf(limitsOf(check, withSetLimits(spec, set)));
  const filled = limitEnds.flatMap((end) => {
    const number = Number(values[end] ?? Number.NaN);
    return Math.abs(number) <= maxLimitValue ? [[end, number] as const] : [];
  });
  const tried: LimitEnds = filled.length === 0 ? present : Object.fromEntries(filled);
  return {
    check,
    spec,
    present,
    tried,
    isChanged: limitEnds.some((end) => tried[end] !== present[end]),
  };
}

/** Direction in which a value gets worse, derived from the ends of the limit. */
export function worseTowards(ends: LimitEnds): "above" | "below" | "both" {
  const above = ends.failMax !== undefined || ends.warnMax !== undefined;
  const below = ends.failMin !== undefined || ends.warnMin !== undefined;
  return above && below ? "both" : above ? "above" : "below";
}

/** Why these ends are no valid limit: none is set, or the lower end is above the upper end. */
export function faultOf({
  failMin,
  failMax,
  warnMin,
  warnMax,
}: LimitEnds): "empty" | "reversed" | null {
  const isReversed = (min = -Infinity, max = Infinity): boolean => min > max;
  if ([failMin, failMax, warnMin, warnMax].every((end) => end === undefined)) return "empty";
  return isReversed(failMin, failMax) || isReversed(warnMin, warnMax) ? "reversed" : null;
}

/** Text next to the figures: nothing changes, or the changed reports were judged under another limit. */
export function resultNoteOf(
  isChanged: boolean,
  changedPhotos: number,
): "unchanged" | "noChange" | "judgedEarlier" | null {
  if (changedPhotos === 0) return isChanged ? "noChange" : "unchanged";
  return isChanged ? null : "judgedEarlier";
}

const decimals = 6;

/** Plain decimal digits, as the route accepts them. */
export const plainDigits = (value: number): string => String(Number(value.toFixed(decimals)));

/** Converts a typed number to the value: 30 for a share is 0.3. */
export const fromInput = (typed: number, unit: Unit): number =>
  Number((typed / unitWords[unit].gain).toFixed(decimals));

export const toInput = (value: number, unit: Unit): number =>
  Number((value * unitWords[unit].gain).toFixed(decimals));

const fewestDigits = 2;

/** A limit as text, with every digit it has. */
export const limitWords = (value: number, unit: Unit): Bilingual =>
  unitSuffix(exactFigure(value, unit), unit);

/** A measured value as text, with a digit or two more than a finding displays, for comparison with limits. */
export const measuredWords = (value: number, unit: Unit): Bilingual =>
  unitSuffix(figure(value, unit, Math.max(unitWords[unit].digits, fewestDigits)), unit);

function unitSuffix(number: string, unit: Unit): Bilingual {
  const { suffix } = unitWords[unit];
  return { zh: `${number}${suffix.zh}`, en: `${number}${suffix.en}` };
}
