/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const consentPaths = {
  readOperator: { method: "GET", path: "/v1/operator" },
  readServiceContent: { method: "GET", path: "/v1/collections/:collectionId/service-content" },
  giveConsents: { method: "POST", path: "/v1/collections/:collectionId/consents" },
  withdrawConsent: { method: "POST", path: "/v1/collections/:collectionId/consents/withdraw" },
} as const satisfies Readonly<Record<string, RouteRow>>;
