/** Checks that a collection has a photo that its student could submit. */
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Transaction } from "../../infra/db/database.ts";
import { attempts } from "../../infra/db/schema/index.ts";

/** The attempt is finished, and its pictures are neither deleted nor due for deletion. */
export async function hasPhotoToSubmit(tx: Transaction, collectionId: string, now: Date): Promise<boolean> {
  const isFinished = and(eq(attempts.collectionId, collectionId), eq(attempts.state, "made"));
  const isStored = and(isNull(attempts.picturesDeletedAt), gt(attempts.retainUntil, now));
  return (await tx.$count(attempts, and(isFinished, isStored))) > 0;
}
