/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const siteDayPaths = {
  listSiteDays: { method: "GET", path: "/v1/staff/projects/:projectId/site-days" },
  openSiteDay: { method: "POST", path: "/v1/staff/projects/:projectId/site-days" },
  renewShootingLink: { method: "POST", path: "/v1/staff/site-days/:siteDayId/shooting-link" },
  endSiteDay: { method: "POST", path: "/v1/staff/site-days/:siteDayId/end" },
  clearSiteLine: { method: "POST", path: "/v1/staff/site-days/:siteDayId/clear-line" },
  enterSiteDay: { method: "POST", path: "/v1/site-days/enter" },
  checkSiteCode: { method: "POST", path: "/v1/site-days/code" },
  identifySiteStudent: { method: "POST", path: "/v1/site-days/student" },
  callNextTicket: { method: "POST", path: "/v1/site-days/next" },
  takeTicket: { method: "POST", path: "/v1/site-queue/tickets" },
  readSiteQueue: { method: "GET", path: "/v1/site-queue" },
} as const satisfies Readonly<Record<string, RouteRow>>;
