/** Approved photos go into a batch once nobody can take the approval back any more. */
import { and, asc, eq, isNotNull, lt } from "drizzle-orm";
import { isRefusal } from "../../infra/call.ts";
import { inTransaction } from "../../infra/db/database.ts";
import { collections, registryBatches, registryItems } from "../../infra/db/schema/index.ts";
import { moveCollection } from "../collections/move-collection.ts";
import type { RegistryNeeds } from "./needs.ts";

/** The registry takes no more at once. */
const batchSize = 10;

/** How many were put into batches: the moves, the batch and its items together, or nothing. */
export async function queueUploads(needs: RegistryNeeds): Promise<number> {
  let queued = 0;
  for (;;) {
    const added = await queueOneBatch(needs);
    queued += added;
    if (added < batchSize) return queued;
  }
}

const queueOneBatch = ({ db, clock, ids, uploadAfterMs }: RegistryNeeds): Promise<number> =>
  inTransaction(db, async (tx) => {
    const now = clock();
    const settled = lt(collections.updatedAt, new Date(now.getTime() - uploadAfterMs));
    const found = await tx
      .select({ id: collections.id, attemptId: collections.submittedAttemptId })
      .from(collections)
      .where(and(eq(collections.state, "approved"), settled, isNotNull(collections.submittedAttemptId)))
      .orderBy(asc(collections.updatedAt), asc(collections.id))
      .limit(batchSize)
      .for("update", { skipLocked: true });
    if (found.length === 0) return 0;
    const batchId = ids();
    await tx.insert(registryBatches).values({ id: batchId, state: "queued", createdAt: now });
    for (const { id: collectionId, attemptId } of found) {
      const actor = { role: "system", id: null } as const;
      const moved = await moveCollection(tx, clock, { collectionId, move: "queue-upload", actor, given: {} });
      if (isRefusal(moved)) throw new Error(`An approved collection could not be queued: ${moved.refused}`);
      if (attemptId === null) throw new Error("An approved collection has no submitted attempt");
      await tx.insert(registryItems).values({ id: ids(), batchId, collectionId, attemptId, state: "open" });
    }
    return found.length;
  });
