/** The handlers of schools. */
import type { Handlers } from "../core/call.ts";
import { listSchoolCollections } from "./for-school.ts";
import type { StaffCollectionNeeds } from "./staff-needs.ts";

export const staffCollectionHandlers = (needs: StaffCollectionNeeds): Pick<Handlers, "listSchoolCollections"> => ({
  listSchoolCollections: ({ query }, call) => listSchoolCollections(needs, query, call),
});
