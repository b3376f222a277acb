/** Method and path of the routes of this folder. */
import { type RouteRow, uploadedPicture } from "../core/route-row.ts";

export const helperPaths = {
  issueHelperLink: { method: "POST", path: "/v1/collections/:collectionId/helper-link" },
  claimHelperLink: { method: "POST", path: "/v1/helper/session" },
  helperUpload: { method: "POST", path: "/v1/helper/attempts", picture: uploadedPicture, idempotent: true },
  helperStatus: { method: "GET", path: "/v1/helper/status" },
} as const satisfies Readonly<Record<string, RouteRow>>;
