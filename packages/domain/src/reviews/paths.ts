/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const reviewPaths = {
  submitAttempt: { method: "POST", path: "/v1/collections/:collectionId/submit" },
  takeBackSubmission: { method: "POST", path: "/v1/collections/:collectionId/withdraw" },
  appealRejection: { method: "POST", path: "/v1/collections/:collectionId/appeal" },
  correctIdentity: { method: "POST", path: "/v1/collections/:collectionId/correct-identity" },
  takeNextReviews: { method: "POST", path: "/v1/staff/reviews/take" },
  readReview: { method: "GET", path: "/v1/staff/reviews/:collectionId" },
  renewReviewLease: { method: "POST", path: "/v1/staff/reviews/:collectionId/renew" },
  releaseReview: { method: "POST", path: "/v1/staff/reviews/:collectionId/release" },
  approveReview: { method: "POST", path: "/v1/staff/reviews/:collectionId/approve" },
  rejectReview: { method: "POST", path: "/v1/staff/reviews/:collectionId/reject" },
  escalateReview: { method: "POST", path: "/v1/staff/reviews/:collectionId/escalate" },
  grantException: { method: "POST", path: "/v1/staff/reviews/:collectionId/grant-exception" },
  undoDecision: { method: "POST", path: "/v1/staff/reviews/:collectionId/undo" },
  takeSecondLook: { method: "POST", path: "/v1/staff/second-looks/take" },
  decideSecondLook: { method: "POST", path: "/v1/staff/second-looks/:lookId/decision" },
  listHoneypots: { method: "GET", path: "/v1/staff/honeypots" },
  addHoneypot: { method: "POST", path: "/v1/staff/honeypots" },
  endHoneypot: { method: "POST", path: "/v1/staff/honeypots/:honeypotId/end" },
  readReviewQuality: { method: "GET", path: "/v1/staff/review-quality" },
  listMyDecisions: { method: "GET", path: "/v1/staff/decisions" },
} as const satisfies Readonly<Record<string, RouteRow>>;
