/** The handlers of submission and review. */
import { type Handlers, isRefusal, refuse } from "../../infra/call.ts";
import { inTransaction } from "../../infra/db/database.ts";
import { staffOf } from "../collections/caller-account.ts";
import { isUuid } from "../collections/is-uuid.ts";
import { correctIdentity } from "./correct-identity.ts";
import { decide, undoApproval } from "./decide.ts";
import { endLease, lease, leaseEnd, leaseRefusal, takeReviews } from "./leases.ts";
import { listMyDecisions } from "./my-decisions.ts";
import type { ReviewNeeds } from "./needs.ts";
import { readReview, showReview } from "./show-review.ts";
import { appealRejection, submitAttempt } from "./submit-attempt.ts";

type ReviewHandlers = Pick<
  Handlers,
  | "submitAttempt"
  | "appealRejection"
  | "correctIdentity"
  | "takeNextReviews"
  | "readReview"
  | "renewReviewLease"
  | "releaseReview"
  | "approveReview"
  | "rejectReview"
  | "escalateReview"
  | "grantException"
  | "undoApproval"
  | "listMyDecisions"
>;

export const reviewHandlers = (needs: ReviewNeeds): ReviewHandlers => ({
  submitAttempt: ({ params, body }, call) => submitAttempt(needs, params.collectionId, body.attemptId, call),
  appealRejection: ({ params, body }, call) => appealRejection(needs, params.collectionId, body.reason, call),
  correctIdentity: ({ params, body }, call) => correctIdentity(needs, params.collectionId, body.readingId, call),

  takeNextReviews: async ({ body }, call) => {
    const reviewer = { id: staffOf(call), role: call.caller.role };
    const taken = await takeReviews(needs.db, reviewer, body.count, needs.clock());
    const shown = await Promise.all(taken.map((collectionId) => showReview(needs, collectionId, call)));
    return { reviews: shown.filter((review) => review !== null) };
  },
  readReview: ({ params }, call) => readReview(needs, params.collectionId, call),
  renewReviewLease: async ({ params: { collectionId } }, call) => {
    if (!isUuid(collectionId)) return refuse("review-lease-ended", {});
    const [id, now] = [staffOf(call), needs.clock()];
    const refusal = await inTransaction(needs.db, async (tx) => {
      const ended = await leaseRefusal(tx, collectionId, id, now);
      if (!ended) await lease(tx, collectionId, { id }, now);
      return ended;
    });
    return refusal ?? { leaseEndsAt: leaseEnd(now).toISOString() };
  },
  releaseReview: async ({ params: { collectionId } }, call) => {
    if (!isUuid(collectionId)) return {};
    await inTransaction(needs.db, async (tx) => {
      const ended = await leaseRefusal(tx, collectionId, staffOf(call), needs.clock());
      if (!isRefusal(ended)) await endLease(tx, collectionId);
    });
    return {};
  },

  approveReview: ({ params }, call) => decide(needs, params.collectionId, { decision: "approve" }, call),
  rejectReview: ({ params, body: { reasons, words = null } }, call) =>
    decide(needs, params.collectionId, { decision: "reject", reasons, words }, call),
  escalateReview: ({ params, body }, call) =>
    decide(needs, params.collectionId, { decision: "escalate", words: body.reason }, call),
  grantException: ({ params, body }, call) =>
    decide(needs, params.collectionId, { decision: "grant-exception", evidence: body.evidence }, call),
  undoApproval: ({ params }, call) => undoApproval(needs, params.collectionId, call),
  listMyDecisions: (_input, call) => listMyDecisions(needs, staffOf(call)),
});
