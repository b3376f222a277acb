/**
 * Per clause of the photo rules: who judges it, the detection rate with its number of photos, and what is left to
 * people.
 */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import { type CountedCheck, fewestFaulty, isReliable } from "./check-accuracy.ts";
import { type CheckId, checkRows, isCheckId } from "./check-rows.ts";
import { type PhotoRule, type PhotoRuleId, photoRules } from "./photo-rules.ts";

/**
 * `exact`: a measured fact of the file or the finished photo. `measured`: detection rate counted on people never in view.
 * `uncounted`: a check exists, but too few of their photos have the fault to count. `person`: no signal.
 */
export type DetectionBasis = "exact" | "measured" | "uncounted" | "person";

/** The only description of what the machine can judge, used by every page of the product. */
export const clauseJudges = {
  machine: { zh: "由机器检查", en: "Checked by the machine" },
  both: { zh: "机器检查，审核员也看", en: "Checked by the machine and looked at by a reviewer" },
  person: { zh: "只由审核员看", en: "Looked at by a reviewer alone" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type ClauseJudge = keyof typeof clauseJudges;

const isClauseJudge = isKeyOf(clauseJudges);
export const allClauseJudges: readonly ClauseJudge[] =
  Object.keys(clauseJudges).filter(isClauseJudge);

export interface ClauseAccuracy {
  readonly id: PhotoRuleId;
  readonly rule: PhotoRule;
  readonly basis: DetectionBasis;
  readonly judge: ClauseJudge;
  /** Counts of all checks of the clause; null unless `measured` or `uncounted`. */
  readonly counted: CountedCheck | null;
}

type AccuracyOf = (check: CheckId) => CountedCheck | "exact";

export const clauseAccuraciesOf = (accuracyOf: AccuracyOf): readonly ClauseAccuracy[] =>
  Object.entries(photoRules)
    .filter((entry): entry is [PhotoRuleId, PhotoRule] => entry[0] in photoRules)
    .map(([id, rule]) => ({ id, rule, ...judgementOf(rule, accuracyOf) }));

function judgementOf(
  { owner }: PhotoRule,
  accuracyOf: AccuracyOf,
): Omit<ClauseAccuracy, "id" | "rule"> {
  if (owner === "person") return { basis: "person", judge: "person", counted: null };
  const ofChecks = owner.filter(isCheckId).map(accuracyOf);
  const judge = ofChecks.every(isReliable) ? "machine" : "both";
  const counts = ofChecks.filter((accuracy) => accuracy !== "exact");
  if (counts.length === 0) return { basis: "exact", judge, counted: null };
  const counted = counts.reduce((sum, one) => ({
    faulty: sum.faulty + one.faulty,
    detected: sum.detected + one.detected,
    fine: Math.max(sum.fine, one.fine),
    falseAlarms: sum.falseAlarms + one.falseAlarms,
  }));
  return {
    basis: counts.some(({ faulty }) => faulty >= fewestFaulty) ? "measured" : "uncounted",
    judge,
    counted,
  };
}

/** Counted on people never in view. */
export const clauseAccuracies: readonly ClauseAccuracy[] = clauseAccuraciesOf(
  (check) => checkRows[check].accuracy,
);

/**
 * Clauses that a reviewer looks at whatever the checks report: those without a signal, and those whose checks are
 * not shown to be reliable.
 */
export const clausesForPeople: readonly ClauseAccuracy[] = clauseAccuracies.filter(
  ({ judge }) => judge !== "machine",
);

export const clausesJudgedBy = (judge: ClauseJudge): readonly ClauseAccuracy[] =>
  clauseAccuracies.filter((clause) => clause.judge === judge);
