/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const configurationPaths = {
  readConfiguration: { method: "GET", path: "/v1/staff/configuration" },
  readPhotoSpecs: { method: "GET", path: "/v1/staff/photo-specs" },
  listConfigurationChanges: { method: "GET", path: "/v1/staff/configuration/changes" },
  proposeConfiguration: { method: "POST", path: "/v1/staff/configuration/changes" },
  confirmConfiguration: { method: "POST", path: "/v1/staff/configuration/changes/:changeId/confirm" },
  declineConfiguration: { method: "POST", path: "/v1/staff/configuration/changes/:changeId/decline" },
  withdrawConfiguration: { method: "POST", path: "/v1/staff/configuration/changes/:changeId/withdraw" },
} as const satisfies Readonly<Record<string, RouteRow>>;
