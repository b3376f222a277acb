/** The limit being tried: as the address keeps it, as people type it, beside the one in force. */
import {
  type Bilingual,
  type CheckId,
  type CheckLimits,
  exactFigure,
  figure,
  isCheckId,
  limitsOf,
  photoSpecs,
  type SetLimits,
  type Unit,
  unitWords,
  withSetLimits,
} from "@gradphoto/domain";

export const limitEnds = ["failMin", "failMax", "warnMin", "warnMax"] as const;
export type LimitEnd = (typeof limitEnds)[number];
export type Ends = Readonly<Partial<Record<LimitEnd, number>>>;

/** Keys of the address beside the ends. */
export const askedKeys = ["check", "specId", "projectId", "fromDay", "untilDay", ...limitEnds] as const;

/** What the route takes, on both sides of zero; no check measures more. */
export const farthest = 999_999_999;

export interface Tried {
  readonly check: CheckId;
  readonly spec: (typeof photoSpecs)[number];
  readonly present: Ends;
  /** The limit in force where the address names no other. */
  readonly tried: Ends;
  readonly isChanged: boolean;
}

export function readTried(values: Readonly<Record<string, string>>, set: SetLimits): Tried {
  const check = values.check !== undefined && isCheckId(values.check) ? values.check : "blur";
  const spec = photoSpecs.find(({ id }) => id === values.specId) ?? photoSpecs[0];
  const present = endsOf(limitsOf(check, withSetLimits(spec, set)));
  const filled = limitEnds.flatMap((end) => {
    const number = Number(values[end] ?? Number.NaN);
    return Math.abs(number) <= farthest ? [[end, number] as const] : [];
  });
  const tried: Ends = filled.length === 0 ? present : Object.fromEntries(filled);
  return { check, spec, present, tried, isChanged: limitEnds.some((end) => tried[end] !== present[end]) };
}

function endsOf({ fail, warn }: CheckLimits): Ends {
  return {
    ...(fail?.min !== undefined && { failMin: fail.min }),
    ...(fail?.max !== undefined && { failMax: fail.max }),
    ...(warn?.min !== undefined && { warnMin: warn.min }),
    ...(warn?.max !== undefined && { warnMax: warn.max }),
  };
}

/** The limit that these ends are. */
export const limitsFrom = ({ failMin, failMax, warnMin, warnMax }: Ends): CheckLimits => ({
  ...windowOf("fail", failMin, failMax),
  ...windowOf("warn", warnMin, warnMax),
});

const windowOf = (name: "fail" | "warn", min: number | undefined, max: number | undefined) =>
  min === undefined && max === undefined
    ? {}
    : { [name]: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) } };

/** Which way a value gets worse, as the ends of the limit say. */
export function worseTowards(ends: Ends): "above" | "below" | "both" {
  const above = ends.failMax !== undefined || ends.warnMax !== undefined;
  const below = ends.failMin !== undefined || ends.warnMin !== undefined;
  return above && below ? "both" : above ? "above" : "below";
}

/** Why these ends are no limit: none is given, or a window's lower end lies above its upper end. */
export function faultOf({ failMin, failMax, warnMin, warnMax }: Ends): "empty" | "reversed" | null {
  const isReversed = (min = -Infinity, max = Infinity): boolean => min > max;
  if ([failMin, failMax, warnMin, warnMax].every((end) => end === undefined)) return "empty";
  return isReversed(failMin, failMax) || isReversed(warnMin, warnMax) ? "reversed" : null;
}

/** What is said beside the figures: that nothing changes, or that changes are of reports which another limit judged. */
export function sayingOf(isChanged: boolean, changedPhotos: number): "unchanged" | "noChange" | "judgedEarlier" | null {
  if (changedPhotos === 0) return isChanged ? "noChange" : "unchanged";
  return isChanged ? null : "judgedEarlier";
}

const decimals = 6;

/** As the route takes it: plain digits. */
export const plainDigits = (value: number): string => String(Number(value.toFixed(decimals)));

/** From the number people type to the value: 30 of a share is 0.3. */
export const fromTyped = (typed: number, unit: Unit): number =>
  Number((typed / unitWords[unit].gain).toFixed(decimals));

export const toTyped = (value: number, unit: Unit): number => Number((value * unitWords[unit].gain).toFixed(decimals));

const fewestDigits = 2;

/** A limit in words, with every digit it has. */
export const limitWords = (value: number, unit: Unit): Bilingual => behind(exactFigure(value, unit), unit);

/** What was measured, with a digit or two more than a finding shows: it is read beside limits. */
export const measuredWords = (value: number, unit: Unit): Bilingual =>
  behind(figure(value, unit, Math.max(unitWords[unit].digits, fewestDigits)), unit);

function behind(number: string, unit: Unit): Bilingual {
  const { suffix } = unitWords[unit];
  return { zh: `${number}${suffix.zh}`, en: `${number}${suffix.en}` };
}
