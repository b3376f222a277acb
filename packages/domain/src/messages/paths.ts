/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const messagePaths = {
  listMessages: { method: "GET", path: "/v1/staff/messages" },
  listMessageTemplates: { method: "GET", path: "/v1/messages/templates" },
  addMessageCredits: { method: "POST", path: "/v1/messages/credits" },
} as const satisfies Readonly<Record<string, RouteRow>>;
