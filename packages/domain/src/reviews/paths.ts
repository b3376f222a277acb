/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const reviewPaths = {
  readReasonAdvice: { method: "GET", path: "/v1/staff/review-reasons" },
  takeTasks: { method: "POST", path: "/v1/staff/tasks/take" },
  listTasksInHand: { method: "GET", path: "/v1/staff/tasks" },
  readTask: { method: "GET", path: "/v1/staff/tasks/:taskId" },
  readEarlierPhoto: { method: "GET", path: "/v1/staff/tasks/:taskId/photos/:attemptId" },
  lookCloser: { method: "POST", path: "/v1/staff/tasks/:taskId/look-closer" },
  releaseTask: { method: "POST", path: "/v1/staff/tasks/:taskId/release" },
  freeTask: { method: "POST", path: "/v1/staff/tasks/:taskId/free" },
  listDecisions: { method: "GET", path: "/v1/staff/decisions" },
  listMyDecisions: { method: "GET", path: "/v1/staff/decisions/mine" },
  listSeenOtherwise: { method: "GET", path: "/v1/staff/decisions/seen-otherwise" },
  readDecision: { method: "GET", path: "/v1/staff/decisions/:decisionId" },
  decide: { method: "PUT", path: "/v1/staff/decisions/:decisionId" },
  undoDecision: { method: "POST", path: "/v1/staff/decisions/:decisionId/undo" },
  recallDecision: { method: "POST", path: "/v1/staff/decisions/:decisionId/recall" },
  listHoneypots: { method: "GET", path: "/v1/staff/honeypots" },
  addHoneypot: { method: "POST", path: "/v1/staff/honeypots" },
  endHoneypot: { method: "POST", path: "/v1/staff/honeypots/:honeypotId/end" },
  readReviewQuality: { method: "GET", path: "/v1/staff/review-quality" },
} as const satisfies Readonly<Record<string, RouteRow>>;
