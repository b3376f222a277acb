/** The handlers of schools. */
import type { Handlers } from "../core/call.ts";
import { listSchoolCollections } from "./for-school.ts";
import type { StaffCollectionDeps } from "./staff-deps.ts";

export const staffCollectionHandlers = (deps: StaffCollectionDeps): Pick<Handlers, "listSchoolCollections"> => ({
  listSchoolCollections: ({ query }, call) => listSchoolCollections(deps, query, call),
});
