/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const collectionPaths = {
  startCollection: { method: "POST", path: "/v1/collections", idempotent: true },
  listCollections: { method: "GET", path: "/v1/collections" },
  readCollection: { method: "GET", path: "/v1/collections/:collectionId" },
  readPhotoSpec: { method: "GET", path: "/v1/collections/:collectionId/photo-spec" },
  listSchoolCollections: { method: "GET", path: "/v1/staff/school/collections" },
  findStudents: { method: "POST", path: "/v1/staff/school/students/find" },
  submitAttempt: { method: "POST", path: "/v1/collections/:collectionId/submit" },
  takeBackSubmission: { method: "POST", path: "/v1/collections/:collectionId/withdraw" },
  appealRejection: { method: "POST", path: "/v1/collections/:collectionId/appeal" },
  correctIdentity: { method: "POST", path: "/v1/collections/:collectionId/correct-identity" },
} as const satisfies Readonly<Record<string, RouteRow>>;
