/** The handlers of submission and review. */
import { isToldByNote } from "@gradphoto/domain";
import { type Call, type Handlers, isRefusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { inTransaction } from "../infra/db/database.ts";
import { answerHoneypot, releaseHoneypot, renewHoneypot, takeBackHoneypot } from "./answer-honeypot.ts";
import { readAnsweredHoneypot } from "./answered-honeypot.ts";
import { correctIdentity } from "./correct-identity.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import type { ReviewDeps } from "./deps.ts";
import { readEarlierPhoto } from "./earlier-photo.ts";
import { mixInHoneypot, readHoneypot } from "./honeypot-answers.ts";
import { addHoneypot, endHoneypot, listHoneypots } from "./honeypots.ts";
import { freeReview, listReviewLeases } from "./lease-list.ts";
import { endLease, lease, leaseEnd, leaseRefusal, leaveToOthers, takeReviews } from "./leases.ts";
import { listDecisions, readDecision } from "./list-decisions.ts";
import { listMyDecisions } from "./my-decisions.ts";
import { readReviewQuality } from "./quality.ts";
import { readReviewQueue } from "./read-queue.ts";
import { readReasonAdvice } from "./reason-advice.ts";
import { recallDecision } from "./recall-decision.ts";
import { decideSecondLook, takeSecondLook } from "./second-looks.ts";
import { listSeenOtherwise } from "./seen-otherwise.ts";
import { readReview, showReview } from "./show-review.ts";
import { appealRejection, submitAttempt } from "./submit-attempt.ts";
import { takeBackSubmission } from "./take-back-submission.ts";
import { undoDecision } from "./undo-decision.ts";

type ReviewHandlers = Pick<
  Handlers,
  | "submitAttempt"
  | "takeBackSubmission"
  | "appealRejection"
  | "correctIdentity"
  | "takeNextReviews"
  | "readReview"
  | "readEarlierPhoto"
  | "readReasonAdvice"
  | "readReviewQueue"
  | "listDecisions"
  | "readDecision"
  | "recallDecision"
  | "listReviewLeases"
  | "freeReview"
  | "renewReviewLease"
  | "releaseReview"
  | "approveReview"
  | "rejectReview"
  | "escalateReview"
  | "grantException"
  | "undoDecision"
  | "listMyDecisions"
  | "listSeenOtherwise"
  | "takeSecondLook"
  | "decideSecondLook"
  | "listHoneypots"
  | "addHoneypot"
  | "endHoneypot"
  | "readReviewQuality"
>;

/** A known photo is answered like any other submission, and moves nothing. */
const decideAny = async (deps: ReviewDeps, collectionId: string, made: Decision, call: Call) =>
  (await answerHoneypot(deps, collectionId, made, call)) ?? decide(deps, collectionId, made, call);

export const reviewHandlers = (deps: ReviewDeps): ReviewHandlers => ({
  submitAttempt: ({ params, body }, call) => submitAttempt(deps, params.collectionId, body.attemptId, call),
  takeBackSubmission: ({ params }, call) => takeBackSubmission(deps, params.collectionId, call),
  appealRejection: ({ params, body }, call) => appealRejection(deps, params.collectionId, body, call),
  correctIdentity: ({ params, body }, call) => correctIdentity(deps, params.collectionId, body.readingId, call),

  takeNextReviews: async ({ body: { count, ...chosen } }, call) => {
    const reviewer = { id: staffOf(call), role: call.caller.role, ...chosen };
    const taken = await takeReviews(deps.db, reviewer, count, deps.clock());
    const shown = await Promise.all(taken.map((collectionId) => showReview(deps, collectionId, call)));
    const known = await mixInHoneypot(deps, call, chosen);
    // Behind the one in front, where nobody looks yet.
    return { reviews: [...shown.slice(0, 1), known, ...shown.slice(1)].filter((review) => review !== null) };
  },
  readReview: async ({ params: { collectionId } }, call) =>
    (await readHoneypot(deps, collectionId, call)) ?? readReview(deps, collectionId, call),
  readEarlierPhoto: ({ params }, call) => readEarlierPhoto(deps, params, call),
  readReasonAdvice: () => readReasonAdvice(deps.db),
  readReviewQueue: (_input, call) => readReviewQueue(deps, call),
  listDecisions: ({ query }) => listDecisions(deps, query),
  readDecision: async ({ params: { reviewId } }, call) =>
    (await readAnsweredHoneypot(deps, reviewId, call)) ?? readDecision(deps, reviewId, call),
  recallDecision: ({ params }, call) => recallDecision(deps, params.reviewId, call),
  listReviewLeases: ({ query }) => listReviewLeases(deps, query),
  freeReview: ({ params }, call) => freeReview(deps, params.collectionId, call),
  renewReviewLease: async ({ params: { collectionId } }, call) => {
    const known = await renewHoneypot(deps, collectionId, call);
    if (known) return known;
    const [id, now] = [staffOf(call), deps.clock()];
    const refusal = await inTransaction(deps.db, async (tx) => {
      const ended = await leaseRefusal(tx, collectionId, id, now);
      if (!ended) await lease(tx, collectionId, { id }, now);
      return ended;
    });
    return refusal ?? { leaseEndsAt: leaseEnd(now).toISOString() };
  },
  releaseReview: async ({ params: { collectionId }, body: { leftTo } }, call) => {
    await releaseHoneypot(deps, collectionId, leftTo, call);
    await inTransaction(deps.db, async (tx) => {
      const now = deps.clock();
      if (isRefusal(await leaseRefusal(tx, collectionId, staffOf(call), now))) return;
      await (leftTo === "others" ? leaveToOthers(tx, collectionId, now) : endLease(tx, collectionId));
    });
    return {};
  },

  approveReview: ({ params }, call) => decideAny(deps, params.collectionId, { decision: "approve" }, call),
  rejectReview: async ({ params, body: { reasons, words = null } }, call) =>
    words === null && reasons.some(isToldByNote)
      ? refuse("note-missing", {})
      : decideAny(deps, params.collectionId, { decision: "reject", reasons, words }, call),
  escalateReview: ({ params, body }, call) =>
    decideAny(deps, params.collectionId, { decision: "escalate", words: body.reason }, call),
  grantException: ({ params, body }, call) =>
    decideAny(deps, params.collectionId, { decision: "grant-exception", evidence: body.evidence }, call),
  undoDecision: async ({ params: { collectionId } }, call) =>
    (await takeBackHoneypot(deps, collectionId, call)) ?? undoDecision(deps, collectionId, call),
  listMyDecisions: (_input, call) => listMyDecisions(deps, call),

  listSeenOtherwise: (_input, call) => listSeenOtherwise(deps, staffOf(call)),

  takeSecondLook: (_input, call) => takeSecondLook(deps, call),
  decideSecondLook: ({ params, body }, call) => decideSecondLook(deps, params.lookId, body.verdict, call),
  listHoneypots: ({ query }) => listHoneypots(deps, query),
  addHoneypot: ({ body }, call) => addHoneypot(deps, body, call),
  endHoneypot: ({ params }, call) => endHoneypot(deps, params.honeypotId, call),
  readReviewQuality: ({ query }) => readReviewQuality(deps, query),
});
