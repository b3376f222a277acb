/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const serviceDeskPaths = {
  findCollections: { method: "POST", path: "/v1/staff/collections/find" },
  readCollectionForService: { method: "GET", path: "/v1/staff/collections/:collectionId" },
  withdrawSubmission: { method: "POST", path: "/v1/staff/collections/:collectionId/withdraw" },
  openCorrection: { method: "POST", path: "/v1/staff/collections/:collectionId/open-correction" },
  readAttemptForService: { method: "GET", path: "/v1/staff/collections/:collectionId/attempts/:attemptId" },
  checkPhone: { method: "POST", path: "/v1/staff/collections/:collectionId/check-phone" },
  showPhone: { method: "POST", path: "/v1/staff/collections/:collectionId/show-phone" },
  readServiceMacros: { method: "GET", path: "/v1/staff/service-macros" },
  listServiceCases: { method: "GET", path: "/v1/staff/service-cases" },
  openServiceCase: { method: "POST", path: "/v1/staff/collections/:collectionId/cases" },
  postponeServiceCase: { method: "POST", path: "/v1/staff/service-cases/:caseId/postpone" },
  handOverServiceCase: { method: "POST", path: "/v1/staff/service-cases/:caseId/hand-over" },
  closeServiceCase: { method: "POST", path: "/v1/staff/service-cases/:caseId/close" },
  listServiceColleagues: { method: "GET", path: "/v1/staff/service-colleagues" },
  addServiceNote: { method: "POST", path: "/v1/staff/collections/:collectionId/notes" },
  resendMessage: { method: "POST", path: "/v1/staff/collections/:collectionId/resend-message" },
} as const satisfies Readonly<Record<string, RouteRow>>;
