/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const retentionPaths = {
  exportMyData: { method: "GET", path: "/v1/account/data" },
  downloadMyData: { method: "GET", path: "/v1/account/data/zip", answersWith: "download" },
  deleteMyData: { method: "POST", path: "/v1/account/data/delete" },
  leaveCollection: { method: "POST", path: "/v1/collections/:collectionId/leave" },
  listRetentionRuns: { method: "GET", path: "/v1/staff/retention-runs" },
  readRetentionRun: { method: "GET", path: "/v1/staff/retention-runs/:runId" },
  readRetentionDue: { method: "GET", path: "/v1/staff/retention-due" },
} as const satisfies Readonly<Record<string, RouteRow>>;
