/** Per clause of the photo rules: whether a machine tells it, how well on how many people, and what is left to a person. */
import { type CountedCheck, checkAccuracy } from "./check-accuracy.ts";
import { type CheckId, checkFacts, isCheckId } from "./check-facts.ts";
import { type PhotoRule, type PhotoRuleId, photoRules } from "./photo-rules.ts";

/**
 * `exact`: a fact of the file or the finished photo, measured, not guessed. `measured`: told as well as counted on labelled
 * photos. `uncounted`: a check looks, but too few labelled photos have the fault to say how well. `person`: no signal.
 */
export type Telling = "exact" | "measured" | "uncounted" | "person";

export interface ClauseAccuracy {
  readonly id: PhotoRuleId;
  readonly rule: PhotoRule;
  readonly telling: Telling;
  /** The clause's checks together; null unless `measured` or `uncounted`. */
  readonly counted: CountedCheck | null;
}

/** Fewer faulty photos than this say nothing of how many are found. */
const fewestFaulty = 5;
/** Below this share of faults found a person is asked to look as well. */
const surelyFound = 0.9;

type Counts = Readonly<Partial<Record<CheckId, CountedCheck>>>;

export const clauseAccuraciesOf = (counts: Counts): readonly ClauseAccuracy[] =>
  Object.entries(photoRules)
    .filter((entry): entry is [PhotoRuleId, PhotoRule] => entry[0] in photoRules)
    .map(([id, rule]) => accuracyOf(id, rule, counts));

function accuracyOf(id: PhotoRuleId, rule: PhotoRule, allCounts: Counts): ClauseAccuracy {
  if (rule.owner === "person") return { id, rule, telling: "person", counted: null };
  const counts = rule.owner.filter(isCheckId).flatMap((check) => allCounts[check] ?? []);
  if (counts.length === 0)
    return { id, rule, telling: rule.owner.some(isOnlyTold) ? "uncounted" : "exact", counted: null };
  const counted = counts.reduce((sum, one) => ({
    faulty: sum.faulty + one.faulty,
    found: sum.found + one.found,
    fine: Math.max(sum.fine, one.fine),
    falseAlarms: sum.falseAlarms + one.falseAlarms,
  }));
  return { id, rule, telling: counted.faulty < fewestFaulty ? "uncounted" : "measured", counted };
}

const isOnlyTold = (id: string): boolean => isCheckId(id) && checkFacts[id].basis === "note";

/** By the figures of the labelled photos. */
export const clauseAccuracies: readonly ClauseAccuracy[] = clauseAccuraciesOf(checkAccuracy);

/** What a reviewer looks at whatever the checks say: clauses without a signal, and those whose faults are often missed. */
export const leftToPeople: readonly ClauseAccuracy[] = clauseAccuracies.filter(
  ({ telling, counted }) =>
    telling === "person" ||
    telling === "uncounted" ||
    (counted !== null && counted.faulty > 0 && counted.found / counted.faulty < surelyFound),
);
