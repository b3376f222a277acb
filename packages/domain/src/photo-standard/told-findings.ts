/** The findings of a photo as every page tells them: each matter once, what was not judged, what passed. */

import { gateOf, isCheckId } from "./check-facts.ts";
import { familyOf } from "./check-families.ts";
import type { Finding } from "./finding.ts";

export interface ToldFindings<One> {
  /** Refused, then warned of: of each family the first of the worst, with its advice. */
  readonly toLookAt: readonly One[];
  /** Told as a count and folded: nobody saw a fault. */
  readonly unjudged: readonly One[];
  /** Passed and worth telling all the same. */
  readonly notes: readonly One[];
  readonly passed: readonly One[];
}

type Reported = Pick<Finding, "id" | "verdict" | "note" | "explainedBy">;

/** What follows from another finding is left to it; what stands behind a closed gate, to the gate. */
export function visibleFindings<One extends Reported>(findings: readonly One[]): ToldFindings<One> {
  const loud = (["fail", "warn"] as const).flatMap((verdict) => findings.filter((one) => one.verdict === verdict));
  const toLookAt = loud.filter((one, at) => loud.findIndex(({ id }) => familyOf(id).includes(one.id)) === at);
  if (findings.some(isClosedGate)) return { toLookAt, unjudged: [], notes: [], passed: [] };
  const quiet = findings.filter(({ id }) => !toLookAt.some((one) => familyOf(one.id).includes(id)));
  return {
    toLookAt,
    unjudged: quiet.filter(({ verdict, explainedBy }) => verdict === "unsure" && explainedBy === undefined),
    notes: quiet.filter(({ verdict, note }) => verdict === "pass" && note),
    passed: quiet.filter(({ verdict, note }) => verdict === "pass" && !note),
  };
}

const isClosedGate = ({ id, verdict }: Reported): boolean => isCheckId(id) && gateOf(id).includes(verdict);

/** The matter that a finding is told for: itself and what its family refused or warned of besides. */
export const matterOf = <One extends Reported>(finding: One, findings: readonly One[]): readonly One[] => [
  finding,
  ...findings.filter(
    ({ id, verdict }) =>
      id !== finding.id && (verdict === "fail" || verdict === "warn") && familyOf(finding.id).includes(id),
  ),
];
