/**
 * Per clause of the photo rules: who judges it, the detection rate with its number of photos, and what is left to
 * people.
 */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import { type CountedCheck, checkAccuracy } from "./check-accuracy.ts";
import { type CheckId, checkFacts, isCheckId } from "./check-facts.ts";
import { type PhotoRule, type PhotoRuleId, photoRules } from "./photo-rules.ts";

/**
 * `exact`: a measured fact of the file or the finished photo. `measured`: detection rate counted on labelled photos.
 * `uncounted`: a check exists, but too few labelled photos have the fault to count. `person`: no signal.
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
export const allClauseJudges: readonly ClauseJudge[] = Object.keys(clauseJudges).filter(isClauseJudge);

export interface ClauseAccuracy {
  readonly id: PhotoRuleId;
  readonly rule: PhotoRule;
  readonly basis: DetectionBasis;
  readonly judge: ClauseJudge;
  /** Counts of all checks of the clause; null unless `measured` or `uncounted`. */
  readonly counted: CountedCheck | null;
}

/** With fewer faulty photos than this, a detection rate is meaningless. */
const fewestFaulty = 5;
/** Below this share of detected faults, a person also looks. */
const certainlyDetected = 0.9;

type Counts = Readonly<Partial<Record<CheckId, CountedCheck>>>;

export const clauseAccuraciesOf = (counts: Counts): readonly ClauseAccuracy[] =>
  Object.entries(photoRules)
    .filter((entry): entry is [PhotoRuleId, PhotoRule] => entry[0] in photoRules)
    .map(([id, rule]) => {
      const counted = messagesOf(rule, counts);
      return { id, rule, ...counted, judge: judgeOf(counted) };
    });

type Reported = Pick<ClauseAccuracy, "basis" | "counted">;

function messagesOf(rule: PhotoRule, allCounts: Counts): Reported {
  if (rule.owner === "person") return { basis: "person", counted: null };
  const counts = rule.owner.filter(isCheckId).flatMap((check) => allCounts[check] ?? []);
  if (counts.length === 0) return { basis: rule.owner.some(isOnlyShown) ? "uncounted" : "exact", counted: null };
  const counted = counts.reduce((sum, one) => ({
    faulty: sum.faulty + one.faulty,
    detected: sum.detected + one.detected,
    fine: Math.max(sum.fine, one.fine),
    falseAlarms: sum.falseAlarms + one.falseAlarms,
  }));
  return { basis: counted.faulty < fewestFaulty ? "uncounted" : "measured", counted };
}

function judgeOf({ basis, counted }: Reported): ClauseJudge {
  if (basis === "person") return "person";
  const isOftenMissed = counted !== null && counted.faulty > 0 && counted.detected / counted.faulty < certainlyDetected;
  return basis === "uncounted" || isOftenMissed ? "both" : "machine";
}

const isOnlyShown = (id: string): boolean => isCheckId(id) && checkFacts[id].basis === "note";

/** Computed from the labelled photos. */
export const clauseAccuracies: readonly ClauseAccuracy[] = clauseAccuraciesOf(checkAccuracy);

/**
 * Clauses that a reviewer looks at whatever the checks report: those without a signal, and those whose faults are often
 * missed.
 */
export const clausesForPeople: readonly ClauseAccuracy[] = clauseAccuracies.filter(({ judge }) => judge !== "machine");

export const clausesJudgedBy = (judge: ClauseJudge): readonly ClauseAccuracy[] =>
  clauseAccuracies.filter((clause) => clause.judge === judge);
