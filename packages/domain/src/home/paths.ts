/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const homePaths = {
  readWaiting: { method: "GET", path: "/v1/staff/waiting" },
  readFirstSteps: { method: "GET", path: "/v1/staff/first-steps" },
} as const satisfies Readonly<Record<string, RouteRow>>;
