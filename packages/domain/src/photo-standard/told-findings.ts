/** The findings of a photo as every page tells them: what asks for a look, what was not judged, what passed. */
import type { Finding } from "./finding.ts";

export interface ToldFindings<One> {
  /** Refused, then warned of: each with its advice. */
  readonly toLookAt: readonly One[];
  /** Told as a count and folded: nobody saw a fault. */
  readonly unjudged: readonly One[];
  /** Passed and worth telling all the same. */
  readonly notes: readonly One[];
  readonly passed: readonly One[];
}

export const toldFindings = <One extends Pick<Finding, "verdict" | "note">>(
  findings: readonly One[],
): ToldFindings<One> => ({
  toLookAt: (["fail", "warn"] as const).flatMap((verdict) => findings.filter((one) => one.verdict === verdict)),
  unjudged: findings.filter(({ verdict }) => verdict === "unsure"),
  notes: findings.filter(({ verdict, note }) => verdict === "pass" && note),
  passed: findings.filter(({ verdict, note }) => verdict === "pass" && !note),
});
