/** Method and path of the routes of this folder. */
import { type RouteRow, uploadedPicture } from "../core/route-row.ts";

export const photoPaths = {
  uploadAttempt: {
    method: "POST",
    path: "/v1/collections/:collectionId/attempts",
    picture: uploadedPicture,
    idempotent: true,
  },
  listAttempts: { method: "GET", path: "/v1/collections/:collectionId/attempts" },
  readAttempt: { method: "GET", path: "/v1/collections/:collectionId/attempts/:attemptId" },
  downloadPhoto: {
    method: "GET",
    path: "/v1/collections/:collectionId/attempts/:attemptId/photo",
    answersWith: "file",
  },
  downloadPngPhoto: {
    method: "GET",
    path: "/v1/collections/:collectionId/attempts/:attemptId/photo.png",
    answersWith: "file",
  },
  downloadPrintSheet: {
    method: "GET",
    path: "/v1/collections/:collectionId/attempts/:attemptId/print-sheet",
    answersWith: "file",
  },
  readCollectionStatus: { method: "GET", path: "/v1/collections/:collectionId/status", tagged: true },
  watchCollection: { method: "GET", path: "/v1/collections/:collectionId/events", answersWith: "events" },
  readPicture: { method: "GET", path: "/v1/pictures/:token", answersWith: "file" },
  retryFailedAttempts: { method: "POST", path: "/v1/staff/failed-attempts/retry" },
} as const satisfies Readonly<Record<string, RouteRow>>;
