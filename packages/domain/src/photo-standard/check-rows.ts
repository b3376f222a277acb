/** Every photo check, in display order: file, picture, person, result. Its id also labels test photos. */
import { isKeyOf } from "../core/is-key-of.ts";
import type { CheckRow } from "./check-row.ts";
import { backgroundChecks } from "./checks/background.ts";
import { clothesChecks } from "./checks/clothes.ts";
import { faceChecks } from "./checks/face.ts";
import { fileChecks } from "./checks/file.ts";
import { hairChecks } from "./checks/hair.ts";
import { lightChecks } from "./checks/light.ts";
import { originChecks } from "./checks/origin.ts";
import { poseChecks } from "./checks/pose.ts";
import { resultChecks } from "./checks/result.ts";
import { wornChecks } from "./checks/worn.ts";
import type { CheckLimits, Verdict } from "./finding.ts";
import type { PhotoSpec } from "./photo-spec.ts";

export const checkRows = {
  ...fileChecks,
  ...faceChecks,
  ...originChecks,
  ...lightChecks,
  ...poseChecks,
  ...hairChecks,
  ...wornChecks,
  ...clothesChecks,
  ...backgroundChecks,
  ...resultChecks,
} as const satisfies Readonly<Record<string, CheckRow>>;

export type CheckId = keyof typeof checkRows;

export const isCheckId = isKeyOf(checkRows);

export const allCheckIds: readonly CheckId[] = Object.keys(checkRows).filter(isCheckId);

/** The verdicts with which the check leaves later checks unjudged; empty if it is not a gate. */
export function gateOf(id: CheckId): readonly Verdict[] {
  const { gate }: CheckRow = checkRows[id];
  return gate ?? [];
}

/** The limits that the check applies for the spec. */
export function limitsOf(id: CheckId, spec: PhotoSpec): CheckLimits {
  const { limits }: CheckRow = checkRows[id];
  return spec.limits[id] ?? (typeof limits === "function" ? limits(spec) : limits);
}
