/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const limitPaths = {
  tryLimits: { method: "GET", path: "/v1/staff/limits/try" },
  listLimitChanges: { method: "GET", path: "/v1/staff/limits/changes" },
} as const satisfies Readonly<Record<string, RouteRow>>;
