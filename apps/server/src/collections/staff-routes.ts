/** Handlers of collections for schools. */
import { handlersOf } from "../core/call.ts";
import { listSchoolCollections } from "./for-school.ts";
import type { StaffCollectionDeps } from "./staff-deps.ts";

export const staffCollectionHandlers = (deps: StaffCollectionDeps) =>
  handlersOf({
    listSchoolCollections: ({ query }, call) => listSchoolCollections(deps, query, call),
  });
