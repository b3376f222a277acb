/**
 * Keeps store and database consistent. Every object that no committed row refers to is in the table of doomed objects:
 * it is entered before it is stored, leaves with the transaction that refers to it, and returns with the one that drops
 * it.
 */
import { and, eq, inArray, isNull, lte, or } from "drizzle-orm";
import type { Clock, Ids } from "../clock.ts";
import type { Database, Transaction } from "../db/database.ts";
import { doomedObjects } from "../db/schema/index.ts";
import { processEachRow, type Warn } from "../process-each-row.ts";
import { inSpan } from "../tracing/spans.ts";
import type { ObjectStore } from "./object-store.ts";

const span = (call: string) =>
  ({ name: `store ${call}`, kind: "client", facts: { "peer.service": "object-store" } }) as const;

/** Traces each call of a store as a span without the object key, because its ids identify a person's data. */
export const traceStore = (store: ObjectStore): ObjectStore => ({
  put: (key, bytes) => inSpan(span("put"), () => store.put(key, bytes)),
  get: (key) => inSpan(span("get"), () => store.get(key)),
  head: (key) => inSpan(span("head"), () => store.head(key)),
  list: (prefix) => store.list(prefix),
  delete: (key) => inSpan(span("delete"), () => store.delete(key)),
});

export interface ObjectDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly objects: ObjectStore;
}

/** Time after which an unreferenced object is deleted, longer than any request or job that stores an object. */
const unclaimedMs = 3_600_000;
/** Time limit of a deletion. One that has not finished within it was interrupted and is repeated. */
const claimMs = 300_000;
const batch = 100;

/**
 * Stores bytes under a new key below `folder`. They are durable on return, and are deleted later unless `retainObject`
 * follows.
 */
export async function storeObject(
  { db, clock, ids, objects }: ObjectDeps,
  folder: string,
  bytes: Uint8Array,
) {
  const key = `${folder}/${ids()}`;
  await db
    .insert(doomedObjects)
    .values({ key, deleteAfter: new Date(clock().getTime() + unclaimedMs) });
  await objects.put(key, bytes);
  return key;
}

/**
 * Removes an object from the table of doomed objects. Runs in the transaction that writes the row with the reference.
 * Throws an Error if the object is already being deleted.
 */
export async function retainObject(tx: Transaction, key: string): Promise<void> {
  const stored = await tx
    .delete(doomedObjects)
    .where(and(eq(doomedObjects.key, key), isNull(doomedObjects.claimedAt)))
    .returning({ key: doomedObjects.key });
  if (stored.length === 0)
    throw new Error("A stored object was deleted before anything referred to it");
}

/**
 * Dooms objects, which a job then deletes from the store. Runs in the transaction that removes the last reference.
 * `runId` is the retention run, which reports its remaining files; null if the objects were replaced.
 */
export async function dropObjects(
  tx: Transaction,
  clock: Clock,
  keys: readonly string[],
  runId: string | null,
): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .insert(doomedObjects)
    .values(keys.map((key) => ({ key, deleteAfter: clock(), runId })))
    .onConflictDoNothing();
}

/** Marks a stored object as unneeded; a job deletes it. */
export async function discardObject(
  { db, clock }: Pick<ObjectDeps, "db" | "clock">,
  key: string,
): Promise<void> {
  await db.update(doomedObjects).set({ deleteAfter: clock() }).where(eq(doomedObjects.key, key));
}

export interface DeletionDeps extends Omit<ObjectDeps, "ids"> {
  readonly warn: Warn;
}

/** Deletes all due objects in batches and returns their number. Starts no further batch after `stopping` is aborted. */
export async function deleteDueObjects(
  deps: DeletionDeps,
  stopping?: AbortSignal,
): Promise<number> {
  for (let deleted = 0; ; ) {
    const { claimed, done } = await deleteBatch(deps);
    deleted += done;
    // If none was deleted, the store is unavailable.
    if (claimed < batch || done === 0 || stopping?.aborted) return deleted;
  }
}

async function deleteBatch({ db, clock, objects, warn }: DeletionDeps) {
  const now = clock();
  const due = db
    .select({ key: doomedObjects.key })
    .from(doomedObjects)
    .where(
      and(
        lte(doomedObjects.deleteAfter, now),
        or(
          isNull(doomedObjects.claimedAt),
          lte(doomedObjects.claimedAt, new Date(now.getTime() - claimMs)),
        ),
      ),
    )
    .limit(batch)
    .for("update", { skipLocked: true });
  const claimed = await db
    .update(doomedObjects)
    .set({ claimedAt: now })
    .where(inArray(doomedObjects.key, due))
    .returning({ key: doomedObjects.key });
  const remove = async ({ key }: { readonly key: string }): Promise<boolean> => {
    await objects.delete(key);
    await db.delete(doomedObjects).where(eq(doomedObjects.key, key));
    return true;
  };
  return { claimed: claimed.length, done: await processEachRow(claimed, remove, warn) };
}
