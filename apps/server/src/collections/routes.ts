/** The handlers of the student's collections. */
import { type Handlers, isRefusal } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import { listCollections, readCollection } from "../core/collection/read-collection.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import { type StartNeeds, startCollection } from "./start-collection.ts";

export interface CollectionNeeds extends StartNeeds {
  readonly sealer: Sealer;
}

export const collectionHandlers = (
  needs: CollectionNeeds,
): Pick<Handlers, "startCollection" | "listCollections" | "readCollection"> => ({
  startCollection: async ({ body }, call) => {
    const accountId = accountOf(call);
    const started = await startCollection(needs, body.readingId, accountId);
    if (isRefusal(started)) return started;
    return readCollection(needs.db, needs.sealer, started, { accountId, role: call.caller.role });
  },
  listCollections: async (_, call) => listCollections(needs.db, accountOf(call)),
  readCollection: async ({ params }, call) =>
    readCollection(needs.db, needs.sealer, params.collectionId, {
      accountId: accountOf(call),
      role: call.caller.role,
    }),
});
