/** Puts approved photos into a batch once their approval can no longer be undone. */
import { and, asc, eq, inArray, isNotNull, lt, sql } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { whereConsented } from "../core/collection/read-consents.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { collections, projects, registryBatches, registryItems } from "../infra/db/schema/index.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import type { RegistryDeps } from "./deps.ts";

/** The registry's maximum per request. */
const batchSize = 10;
/** Candidates per batch, more than a batch takes, so that a collection that cannot move does not block others. */
const candidates = 100;

/** Puts photos into batches and returns their number. Moves, batch and items are written in one transaction. */
export async function queueUploads(deps: RegistryDeps): Promise<number> {
  let queued = 0;
  for (;;) {
    const added = await queueOneBatch(deps);
    queued += added;
    if (added < batchSize) return queued;
  }
}

const queueOneBatch = ({ db, clock, ids, configuration }: RegistryDeps): Promise<number> =>
  inTransaction(db, async (tx) => {
    const now = clock();
    // An approval can be undone for the hold that was configured at its time, which its reviewer was shown.
    const holdMin = configuration.numberAt("decision-hold", collections.updatedAt);
    const settled = lt(
      collections.updatedAt,
      sql`${now.toISOString()}::timestamptz - ${holdMin} * interval '1 minute'`,
    );
    const matches = await tx
      .select({ id: collections.id, attemptId: collections.submittedAttemptId })
      .from(collections)
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(
        and(
          eq(collections.state, "approved"),
          settled,
          isNotNull(collections.submittedAttemptId),
          whereConsented(tx),
        ),
      )
      .orderBy(asc(collections.updatedAt), asc(collections.id))
      .limit(candidates)
      .for("update", { of: collections, skipLocked: true });
    const moved: { collectionId: string; attemptId: string }[] = [];
    for (const { id: collectionId, attemptId } of matches) {
      if (moved.length === batchSize) break;
      const actor = { role: "system", id: null } as const;
      const answer = await moveCollection(tx, clock, {
        collectionId,
        move: "queue-upload",
        actor,
        details: {},
      });
      if (attemptId !== null && !isRefusal(answer)) moved.push({ collectionId, attemptId });
    }
    if (moved.length === 0) return 0;
    await supersede(
      tx,
      moved.map(({ collectionId }) => collectionId),
      now,
    );
    const batchId = ids();
    await tx.insert(registryBatches).values({ id: batchId, state: "queued", createdAt: now });
    await enqueue(tx, "send-batch", { batchId });
    await tx
      .insert(registryItems)
      .values(moved.map((one) => ({ id: ids(), batchId, ...one, state: "open" as const })));
    return moved.length;
  });

/** Closes the collections' open items: photos of doubtful identity that a new photo replaces. */
async function supersede(
  tx: Transaction,
  collectionIds: readonly string[],
  settledAt: Date,
): Promise<void> {
  await tx
    .update(registryItems)
    .set({ state: "refused", reason: "registry-not-this-student", settledAt })
    .where(
      and(inArray(registryItems.collectionId, [...collectionIds]), eq(registryItems.state, "open")),
    );
}
