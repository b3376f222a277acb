/** The limits that the protocol would choose for a check on some photos, to be tried on others. */
import type { CheckLimits } from "@gradphoto/domain/photo-standard";
import { falseAlarmBudget, type MeasuredCheck } from "./measured-check.ts";

/** Fewer cannot bear a refusal. */
const fewestFaulty = 10;
const fewestFine = 300;

/**
 * Warn: the budget's quantile of reviewed photos without the fault. Fail: beyond the worst of them by a quarter of what
 * its value stands off the worst tenth. null where a rule sets the limits or too little was measured.
 * `evidence`: all that was measured, which decides whether the check may refuse at all.
 */
export function chooseLimits(check: MeasuredCheck, evidence: MeasuredCheck): CheckLimits | null {
  const budget = falseAlarmBudget(check.id);
  const { worse } = check;
  const fine = check.values.filter(({ hasFault }) => !hasFault).map(({ value }) => worse * value);
  const worst = fine.sort((a, b) => b - a);
  const [first] = worst;
  if (budget === null || first === undefined) return null;
  const warnAt = worst[Math.floor(budget * worst.length)] ?? first;
  const mayRefuse =
    check.limits.fail !== undefined &&
    countOf(evidence, true) >= fewestFaulty &&
    countOf(evidence, false) >= fewestFine;
  const failAt = first + marginShare * (first - (worst[Math.floor(worst.length / 10)] ?? first));
  const beyond = (at: number) => (worse === 1 ? { max: at } : { min: -at });
  return mayRefuse ? { warn: beyond(warnAt), fail: beyond(failAt) } : { warn: beyond(warnAt) };
}

const marginShare = 0.25;

const countOf = ({ values }: MeasuredCheck, fault: boolean): number =>
  values.filter(({ hasFault }) => hasFault === fault).length;
