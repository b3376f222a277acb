/** Finds where on the photo a rejection reason applies, from the findings of related checks. */
import { type Finding, isReviewReason, reviewReasons } from "@gradphoto/domain";

const loudness: Readonly<Record<Finding["verdict"], number>> = {
  fail: 3,
  warn: 2,
  pass: 1,
  unsure: 0,
};

/** Drawn as rejected, whatever the check's verdict; null when no check has a position. */
export function markOfReason(code: string, findings: readonly Finding[]): Finding | null {
  const checks: readonly string[] = isReviewReason(code) ? reviewReasons[code].checks : [];
  const [loudest] = findings
    .filter(({ id, overlay }) => overlay !== null && checks.includes(id))
    .sort((a, b) => loudness[b.verdict] - loudness[a.verdict]);
  return loudest ? { ...loudest, verdict: "fail" } : null;
}
