/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const healthPaths = {
  readHealth: { method: "GET", path: "/v1/staff/health" },
  checkConnections: { method: "POST", path: "/v1/staff/connections/check" },
  sendTestSms: { method: "POST", path: "/v1/staff/connections/test-sms" },
} as const satisfies Readonly<Record<string, RouteRow>>;
