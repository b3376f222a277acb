/**
 * Keeps store and database of one mind: every object is on the list of those to delete from before it is stored until
 * the transaction that refers to it, and again from the transaction that lets go of it.
 */
import { and, eq, inArray, isNull, lte, or } from "drizzle-orm";
import type { Clock } from "../clock.ts";
import type { Database, Transaction } from "../db/database.ts";
import { doomedObjects } from "../db/schema/index.ts";
import { eachByItself, type Warn } from "../each-by-itself.ts";
import type { Ids } from "../ids.ts";
import type { ObjectStore } from "./object-store.ts";

export interface ObjectDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly objects: ObjectStore;
}

/** Longer than any request or job that stores an object may take. */
const unclaimedMs = 3_600_000;
/** A deletion that has not come to its end by then was cut off and is done again. */
const claimMs = 300_000;
const batch = 100;

/** Stores bytes under a new key below `folder`; they are durable when it answers, and deleted unless `keepObject` follows. */
export async function storeObject({ db, clock, ids, objects }: ObjectDeps, folder: string, bytes: Uint8Array) {
  const key = `${folder}/${ids()}`;
  await db.insert(doomedObjects).values({ key, deleteAfter: new Date(clock().getTime() + unclaimedMs) });
  await objects.put(key, bytes);
  return key;
}

/** In the transaction that writes the row which refers to it. Throws an Error when the object was given up meanwhile. */
export async function keepObject(tx: Transaction, key: string): Promise<void> {
  const stored = await tx
    .delete(doomedObjects)
    .where(and(eq(doomedObjects.key, key), isNull(doomedObjects.claimedAt)))
    .returning({ key: doomedObjects.key });
  if (stored.length === 0) throw new Error("A stored object was deleted before anything referred to it");
}

/**
 * In the transaction that ends the last reference to them; a job deletes them from the store. `runId`: of retention,
 * which tells how many of its files are left; null: another took their place.
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

/** What was stored and is not needed; a job deletes it. */
export async function discardObject({ db, clock }: Pick<ObjectDeps, "db" | "clock">, key: string): Promise<void> {
  await db.update(doomedObjects).set({ deleteAfter: clock() }).where(eq(doomedObjects.key, key));
}

export interface DoomDeps extends Omit<ObjectDeps, "ids"> {
  readonly warn: Warn;
}

/** How many objects were deleted: all that are due, in batches. `stopping`: no other batch is begun. */
export async function deleteDoomed(deps: DoomDeps, stopping?: AbortSignal): Promise<number> {
  for (let deleted = 0; ; ) {
    const { claimed, done } = await deleteBatch(deps);
    deleted += done;
    // Where not one went, the store is away.
    if (claimed < batch || done === 0 || stopping?.aborted) return deleted;
  }
}

async function deleteBatch({ db, clock, objects, warn }: DoomDeps) {
  const now = clock();
  const due = db
    .select({ key: doomedObjects.key })
    .from(doomedObjects)
    .where(
      and(
        lte(doomedObjects.deleteAfter, now),
        or(isNull(doomedObjects.claimedAt), lte(doomedObjects.claimedAt, new Date(now.getTime() - claimMs))),
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
  return { claimed: claimed.length, done: await eachByItself(claimed, remove, warn) };
}
