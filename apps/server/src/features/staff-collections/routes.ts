/** The handlers of customer service and of schools. */
import type { Handlers } from "../../infra/call.ts";
import { listSchoolCollections } from "./for-school.ts";
import { findCollections, openCorrection, readForService, withdrawSubmission } from "./for-service.ts";
import type { StaffCollectionNeeds } from "./needs.ts";

type StaffCollectionHandlers = Pick<
  Handlers,
  "findCollections" | "readCollectionForService" | "withdrawSubmission" | "openCorrection" | "listSchoolCollections"
>;

export const staffCollectionHandlers = (needs: StaffCollectionNeeds): StaffCollectionHandlers => ({
  findCollections: ({ body }, call) => findCollections(needs, body, call),
  readCollectionForService: ({ params }, call) => readForService(needs, params.collectionId, call),
  withdrawSubmission: ({ params, body }, call) => withdrawSubmission(needs, params.collectionId, body.reason, call),
  openCorrection: ({ params, body }, call) => openCorrection(needs, params.collectionId, body.reason, call),
  listSchoolCollections: ({ query }, call) => listSchoolCollections(needs, query, call),
});
