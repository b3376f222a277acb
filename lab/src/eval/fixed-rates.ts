/**
 * What each measured check detects at fixed rates of false alarms. Every photo is judged by a limit chosen on the other
 * half of the people.
 */
import {
  allCheckIds,
  type CheckId,
  isCheckId,
  type PhotoSpec,
} from "@gradphoto/domain/photo-standard";
import { type Half, halvesOf } from "./halves.ts";
import type { JudgedPhoto } from "./judge-photos.ts";
import { type MeasuredCheck, measuredCheck } from "./measured-check.ts";
import { type Share, shareOf } from "./tally.ts";

/** Shares of the photos without the fault, in the half that the limit is chosen on, that lie beyond the limit. */
export const falseAlarmRates = [0.01, 0.02] as const;

export interface RateRow {
  readonly id: CheckId;
  /** Photos with the fault that have no value: they count as not detected. */
  readonly unmeasured: Share;
  readonly unmeasuredPhotos: readonly UnmeasuredPhoto[];
  /** One per rate of `falseAlarmRates`. */
  readonly atRate: readonly { readonly detected: Share; readonly falseAlarm: Share }[];
}

interface UnmeasuredPhoto {
  readonly file: string;
  readonly why: string;
}

/** Returns a row for each check that has a value on photos with the fault and on photos without it, in either half. */
export function fixedRateRows(judged: readonly JudgedPhoto[], spec: PhotoSpec): readonly RateRow[] {
  const halfOf = halvesOf(judged.map(({ photo }) => photo));
  const inHalf = (half: Half) => judged.filter(({ photo }) => halfOf.get(photo.file) === half);
  const halves = [inHalf(0), inHalf(1)] as const;
  return allCheckIds.filter(isCheckId).flatMap((id) => {
    const measured = halves.map((half) => measuredCheck(id, half, spec));
    const faulty = judged.filter(({ photo }) => photo.expected.includes(id));
    const unmeasuredPhotos = faulty.flatMap((photo) => unmeasuredPhoto(photo, id));
    const atRate = falseAlarmRates.map((rate) => ratesOf(measured, rate, faulty.length));
    if (faulty.length === 0 || atRate.some((row) => row === null)) return [];
    const unmeasured = shareOf(unmeasuredPhotos.length, faulty.length);
    return [{ id, unmeasured, unmeasuredPhotos, atRate: atRate.flatMap((row) => row ?? []) }];
  });
}

function unmeasuredPhoto(
  { photo: { file }, outcome, problem }: JudgedPhoto,
  id: CheckId,
): UnmeasuredPhoto[] {
  const finding = outcome?.report.findings.find((one) => one.id === id);
  if (finding && finding.value !== null) return [];
  return [{ file, why: finding?.message.en ?? problem }];
}

/** null where one half has no photo without the fault to choose a limit on. */
function ratesOf(halves: readonly MeasuredCheck[], rate: number, faulty: number) {
  const [first, second] = halves.map((half) => limitAt(half, rate));
  if (first === undefined || second === undefined || first === null || second === null) return null;
  const [inFirst = [], inSecond = []] = halves.map(badness);
  const beyond = [
    ...inFirst.filter(({ bad }) => bad > second),
    ...inSecond.filter(({ bad }) => bad > first),
  ];
  const detected = beyond.filter(({ hasFault }) => hasFault).length;
  const fine = [...inFirst, ...inSecond].filter(({ hasFault }) => !hasFault).length;
  return {
    detected: shareOf(detected, faulty),
    falseAlarm: shareOf(beyond.length - detected, fine),
  };
}

/** The larger, the worse. */
const badness = ({ values, worse }: MeasuredCheck) =>
  values.map(({ value, hasFault }) => ({ bad: worse * value, hasFault }));

/** Returns the badness that this share of the photos without the fault exceeds. */
function limitAt(half: MeasuredCheck, rate: number): number | null {
  const fine = badness(half)
    .filter(({ hasFault }) => !hasFault)
    .map(({ bad }) => bad)
    .sort((one, other) => other - one);
  return fine[Math.floor(rate * fine.length)] ?? null;
}
