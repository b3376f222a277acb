/** Display copy of an upload: made by a worker's engine, stored next to the original. */
import type { EnginePool } from "@gradphoto/engine/node";
import { and, desc, eq, isNull, ne } from "drizzle-orm";
import { originalOf } from "../core/attempt/pictures.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { attempts } from "../infra/db/schema/index.ts";
import { faultFields } from "../infra/log.ts";
import { readChecked, sha256Of } from "../infra/object-store/read-checked.ts";
import {
  discardObject,
  type ObjectDeps,
  retainObject,
  storeObject,
} from "../infra/object-store/stored-objects.ts";
import type { Warn } from "../infra/process-each-row.ts";

/**
 * Stores the display copy, once per attempt. `visible` is null when the original cannot be opened. An attempt whose
 * pictures are deleted gets no copy.
 */
export async function storeDisplayCopy(
  deps: ObjectDeps,
  attemptId: string,
  visible: Uint8Array | null,
): Promise<void> {
  const { db, clock } = deps;
  const key = visible && (await storeObject(deps, "shown", visible));
  const stored = await inTransaction(db, async (tx) => {
    const whereThisAttempt = eq(attempts.id, attemptId);
    const [attempt] = await tx.select().from(attempts).where(whereThisAttempt).for("update");
    if (!attempt || attempt.displayedAt !== null || attempt.picturesDeletedAt !== null)
      return false;
    if (key !== null) await retainObject(tx, key);
    const displaySha256 = visible && sha256Of(visible);
    await tx
      .update(attempts)
      .set({ displayKey: key, displaySha256, displayedAt: clock() })
      .where(whereThisAttempt);
    return true;
  });
  if (!stored && key !== null) await discardObject(deps, key);
}

export interface DisplayCopyDeps extends ObjectDeps {
  readonly engine: Pick<EnginePool, "lookAt">;
  readonly warn: Warn;
}

/** Number of copies per run: a few minutes of work, in parallel with the photos that students wait for. */
const maxAtOnce = 100;

/** Creates the copies of attempts whose engine failed before it made one, latest first. */
export async function createMissingDisplayCopies(
  deps: DisplayCopyDeps,
  stopping?: AbortSignal,
): Promise<number> {
  let made = 0;
  for (const { id } of await withoutDisplayCopy(deps.db)) {
    if (stopping?.aborted) break;
    if (await createDisplayCopy(deps, id)) made += 1;
  }
  return made;
}

const withoutDisplayCopy = (db: Database) =>
  db
    .select({ id: attempts.id })
    .from(attempts)
    .where(
      and(
        isNull(attempts.displayedAt),
        isNull(attempts.picturesDeletedAt),
        ne(attempts.state, "processing"),
      ),
    )
    .orderBy(desc(attempts.createdAt), desc(attempts.id))
    .limit(maxAtOnce);

/** Names of errors that say nothing about the photo: a later attempt may succeed. */
const transientErrors: readonly string[] = [
  "PoolBusyError",
  "PoolClosedError",
  "DecoderEndedError",
];

async function createDisplayCopy(deps: DisplayCopyDeps, attemptId: string): Promise<boolean> {
  const { db, objects, engine, warn } = deps;
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  if (!attempt || attempt.displayedAt !== null || attempt.picturesDeletedAt !== null) return false;
  const original = await readChecked(objects, originalOf(attempt));
  try {
    const look = await engine.lookAt(original);
    await storeDisplayCopy(deps, attemptId, typeof look === "string" ? null : look.displayCopy);
  } catch (error) {
    if (error instanceof Error && transientErrors.includes(error.name)) return false;
    warn(faultFields(error), "an upload could not be looked at, and is shown no more");
    await storeDisplayCopy(deps, attemptId, null);
  }
  return true;
}
