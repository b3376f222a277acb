/** The handlers of customer service's desk. */
import type { Handlers } from "../core/call.ts";
import { openCorrection, withdrawSubmission } from "./act.ts";
import { findCollections } from "./find-collections.ts";
import type { ServiceDeskNeeds } from "./needs.ts";
import { addServiceNote } from "./notes.ts";
import { readForService } from "./read-for-service.ts";

type ServiceDeskHandlers = Pick<
  Handlers,
  "findCollections" | "readCollectionForService" | "withdrawSubmission" | "openCorrection" | "addServiceNote"
>;

export const serviceDeskHandlers = (needs: ServiceDeskNeeds): ServiceDeskHandlers => ({
  findCollections: ({ body }, call) => findCollections(needs, body, call),
  readCollectionForService: ({ params }, call) => readForService(needs, params.collectionId, call),
  withdrawSubmission: ({ params, body }, call) => withdrawSubmission(needs, params.collectionId, body.reason, call),
  openCorrection: ({ params, body }, call) => openCorrection(needs, params.collectionId, body.reason, call),
  addServiceNote: (input, call) => addServiceNote(needs, input, call),
});
