/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const exportPaths = {
  startExport: { method: "POST", path: "/v1/staff/exports" },
  listMyExports: { method: "GET", path: "/v1/staff/exports" },
  readExport: { method: "GET", path: "/v1/staff/exports/:exportId" },
  cancelExport: { method: "POST", path: "/v1/staff/exports/:exportId/cancel" },
  downloadExport: { method: "GET", path: "/v1/exports/:token", answersWith: "download" },
  readPhotoFiles: { method: "GET", path: "/v1/staff/projects/:projectId/photo-files" },
  listPhotosToPrint: { method: "GET", path: "/v1/staff/projects/:projectId/photos-to-print" },
} as const satisfies Readonly<Record<string, RouteRow>>;
