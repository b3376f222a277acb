/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const healthPaths = {
  readHealth: { method: "GET", path: "/v1/staff/health" },
} as const satisfies Readonly<Record<string, RouteRow>>;
