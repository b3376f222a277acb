/** Where on the photo a reason of a reviewer or of the registry lies, as far as a check has looked at the same matter. */
import { type Finding, isReviewReason, reviewReasons } from "@gradphoto/domain";

const loudness: Readonly<Record<Finding["verdict"], number>> = { fail: 3, warn: 2, pass: 1, unsure: 0 };

/** Drawn as refused, whatever the check said; null when no check shows a place. */
export function markOfReason(code: string, findings: readonly Finding[]): Finding | null {
  const checks: readonly string[] = isReviewReason(code) ? reviewReasons[code].checks : [];
  const [loudest] = findings
    .filter(({ id, overlay }) => overlay !== null && checks.includes(id))
    .sort((a, b) => loudness[b.verdict] - loudness[a.verdict]);
  return loudest ? { ...loudest, verdict: "fail" } : null;
}
