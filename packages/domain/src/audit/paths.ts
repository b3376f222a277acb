/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const auditPaths = {
  listAudit: { method: "GET", path: "/v1/staff/audit" },
  checkAudit: { method: "GET", path: "/v1/staff/audit/check", answersWith: "events" },
  listLooksAtMe: { method: "GET", path: "/v1/account/looks" },
} as const satisfies Readonly<Record<string, RouteRow>>;
