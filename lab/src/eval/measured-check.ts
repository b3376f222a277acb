/**
 * Values of one check over labelled photos, with and without the fault, and the direction in which values get worse.
 */
import {
  type CheckId,
  type CheckLimits,
  checkRows,
  familyOf,
  limitsOf,
  type PhotoSpec,
} from "@gradphoto/domain/photo-standard";
import type { JudgedPhoto } from "./judge-photos.ts";

export interface MeasuredValue {
  readonly file: string;
  readonly value: number;
  /** True for a photo labelled with the fault, false for a reviewed one without it. Debatable photos are left out. */
  readonly hasFault: boolean;
}

export interface MeasuredCheck {
  readonly id: CheckId;
  readonly limits: CheckLimits;
  /** 1 when larger values are worse, -1 when smaller ones are. */
  readonly worse: 1 | -1;
  readonly values: readonly MeasuredValue[];
}

export function measuredCheck(
  id: CheckId,
  judged: readonly JudgedPhoto[],
  spec: PhotoSpec,
): MeasuredCheck {
  const limits = limitsOf(id, spec);
  const family = familyOf(id);
  const values = judged.flatMap(({ photo, outcome }): MeasuredValue[] => {
    const value = outcome?.report.findings.find((finding) => finding.id === id)?.value;
    if (value === null || value === undefined) return [];
    if (id === "edge-fringe")
      return photo.cutOut === null || photo.cutOut === "small"
        ? []
        : [{ file: photo.file, value, hasFault: photo.cutOut === "faulty" }];
    if (photo.expected.includes(id)) return [{ file: photo.file, value, hasFault: true }];
    const differing = [...photo.expected, ...photo.debatable].some((label) =>
      family.includes(label),
    );
    return differing ? [] : [{ file: photo.file, value, hasFault: false }];
  });
  return { id, limits, worse: (limits.warn ?? limits.fail)?.max === undefined ? -1 : 1, values };
}

/**
 * Returns the area under the ROC curve. 0.5 means that the values carry no information; null unless there are photos
 * with and without the fault.
 */
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

/**
 * Returns the share of reviewed photos without the fault about which the check may warn; null where a rule sets the
 * limits.
 */
export function falseAlarmBudget(id: CheckId): number | null {
  const { basis } = checkRows[id];
  return typeof basis === "object" ? basis.falseAlarms : null;
}
