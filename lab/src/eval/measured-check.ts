/** One check's values over labelled photos: which have the fault, which have not, which way is worse. */
import {
  type CheckId,
  type CheckLimits,
  checkFacts,
  familyOf,
  limitsOf,
  type PhotoSpec,
} from "@gradphoto/domain/photo-standard";
import type { JudgedPhoto } from "./judge-photos.ts";

export interface MeasuredValue {
  readonly file: string;
  readonly value: number;
  /** true: labelled with the fault; false: reviewed and without it. Debatable photos are left out. */
  readonly hasFault: boolean;
}

export interface MeasuredCheck {
  readonly id: CheckId;
  readonly limits: CheckLimits;
  /** 1 when larger values are worse, -1 when smaller ones are. */
  readonly worse: 1 | -1;
  readonly values: readonly MeasuredValue[];
}

export function measuredCheck(id: CheckId, judged: readonly JudgedPhoto[], spec: PhotoSpec): MeasuredCheck {
  const limits = limitsOf(id, spec);
  const family = familyOf(id);
  const values = judged.flatMap(({ photo, outcome }): MeasuredValue[] => {
    const value = outcome?.report.findings.find((finding) => finding.id === id)?.value;
    if (value === null || value === undefined) return [];
    if (photo.expected.includes(id)) return [{ file: photo.file, value, hasFault: true }];
    const differing = [...photo.expected, ...photo.debatable].some((label) => family.includes(label));
    return differing ? [] : [{ file: photo.file, value, hasFault: false }];
  });
  return { id, limits, worse: (limits.warn ?? limits.fail)?.max === undefined ? -1 : 1, values };
}

/** Area under the curve of found faults over false alarms, 0.5 when the values tell nothing; null without both kinds. */
export function areaUnderCurve({ values, worse }: MeasuredCheck): number | null {
  const faulty = values.filter(({ hasFault }) => hasFault);
  const fine = values.filter(({ hasFault }) => !hasFault);
  if (faulty.length === 0 || fine.length === 0) return null;
  let won = 0;
  for (const one of faulty) {
    for (const other of fine) won += (Math.sign(worse * (one.value - other.value)) + 1) / 2;
  }
  return won / (faulty.length * fine.length);
}

/** The share of reviewed photos without the fault that the check may warn of; null where a rule sets the limits. */
export function falseAlarmBudget(id: CheckId): number | null {
  const { basis } = checkFacts[id];
  return typeof basis === "object" ? basis.falseAlarms : null;
}
