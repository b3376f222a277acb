/** What a reviewer may decide. */
import type { ReviewDecision, ReviewReasonCode } from "@gradphoto/domain";

export type Decision =
  | { readonly decision: "approve" }
  | { readonly decision: "reject"; readonly reasons: readonly ReviewReasonCode[]; readonly words: string | null }
  | { readonly decision: "escalate"; readonly words: string }
  | { readonly decision: "grant-exception"; readonly evidence: string };

export const approving = ["approve", "grant-exception"] as const satisfies readonly ReviewDecision[];

export const isApproving = ({ decision }: { readonly decision: ReviewDecision }): boolean =>
  approving.some((one) => one === decision);
