/** Method and path of the routes of this folder. */
import { type RouteRow, uploadedPicture } from "../core/route-row.ts";

export const registryPaths = {
  readIdentityCheck: { method: "GET", path: "/v1/collections/:collectionId/identity-check" },
  giveEvidence: {
    method: "POST",
    path: "/v1/collections/:collectionId/identity-check/evidence",
    picture: uploadedPicture,
  },
  listIdentityChecks: { method: "GET", path: "/v1/staff/projects/:projectId/identity-checks" },
  takeEvidence: {
    method: "GET",
    path: "/v1/staff/collections/:collectionId/identity-check/evidence",
    answersWith: "file",
  },
  listRegistryBatches: { method: "GET", path: "/v1/staff/registry/batches" },
  readRegistryBatch: { method: "GET", path: "/v1/staff/registry/batches/:batchId" },
  readRegistryFindings: { method: "GET", path: "/v1/staff/registry/findings" },
  listRegistryRefusals: { method: "GET", path: "/v1/staff/registry/refusals" },
} as const satisfies Readonly<Record<string, RouteRow>>;
