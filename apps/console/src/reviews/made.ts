/** What a reviewer made of the submission in front, and how the service is told. */
import type { ReviewReasonCode } from "@gradphoto/domain";
import type { Problem } from "@gradphoto/domain/client";
import { call } from "../lib/client.ts";

export type Made =
  | { readonly decision: "approve" }
  | { readonly decision: "reject"; readonly reasons: readonly ReviewReasonCode[]; readonly words: string | null }
  | { readonly decision: "escalate"; readonly reason: string }
  | { readonly decision: "grant-exception"; readonly evidence: string }
  /** Given back undecided: to others, or because one goes away. */
  | { readonly decision: "release"; readonly leftTo: "others" | "anyone" };

/** null: it is saved. The same decision of the same person may be sent again. */
export async function send(collectionId: string, made: Made): Promise<Problem | null> {
  const answer = await ask(collectionId, made);
  return answer.ok ? null : answer.problem;
}

function ask(collectionId: string, made: Made) {
  const params = { collectionId };
  switch (made.decision) {
    case "approve":
      return call("approveReview", { params });
    case "reject": {
      const { reasons, words } = made;
      return call("rejectReview", { params, body: { reasons: [...reasons], ...(words !== null && { words }) } });
    }
    case "escalate":
      return call("escalateReview", { params, body: { reason: made.reason } });
    case "grant-exception":
      return call("grantException", { params, body: { evidence: made.evidence } });
    case "release":
      return call("releaseReview", { params, body: { leftTo: made.leftTo } });
  }
}
