/** Handlers of the service desk. */
import { handlersOf } from "../core/call.ts";
import { listCases } from "./cases/case-rows.ts";
import {
  closeCase,
  handOverCase,
  listColleagues,
  openCase,
  postponeCase,
} from "./cases/change-cases.ts";
import { openCorrection, withdrawSubmission } from "./collection-actions.ts";
import type { ServiceDeskDeps } from "./deps.ts";
import { findCollections } from "./find-collections.ts";
import { addServiceNote, readServiceMacros } from "./notes.ts";
import { checkPhone, showPhone } from "./phone.ts";
import { readForService } from "./read-for-service.ts";

export const serviceDeskHandlers = (deps: ServiceDeskDeps) =>
  handlersOf({
    findCollections: ({ body }, call) => findCollections(deps, body, call),
    readCollectionForService: ({ params }, call) => readForService(deps, params.collectionId, call),
    checkPhone: (input, call) => checkPhone(deps, input, call),
    showPhone: (input, call) => showPhone(deps, input, call),
    withdrawSubmission: ({ params, body }, call) =>
      withdrawSubmission(deps, params.collectionId, body.reason, call),
    openCorrection: ({ params, body }, call) =>
      openCorrection(deps, params.collectionId, body.reason, call),
    readServiceMacros: () => readServiceMacros(deps.db),
    listServiceCases: ({ query }, call) => listCases(deps, query, call),
    openServiceCase: (input, call) => openCase(deps, input, call),
    postponeServiceCase: (input, call) => postponeCase(deps, input, call),
    handOverServiceCase: (input, call) => handOverCase(deps, input, call),
    closeServiceCase: (input, call) => closeCase(deps, input, call),
    listServiceColleagues: (_, call) => listColleagues(deps, call),
    addServiceNote: (input, call) => addServiceNote(deps, input, call),
  });
