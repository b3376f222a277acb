/** Limits the retention of refused or failed photos to the period in which somebody may ask about them. */
import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Clock } from "../infra/clock.ts";
import type { Transaction } from "../infra/db/database.ts";
import { attempts } from "../infra/db/schema/index.ts";

/** Counted from the next photo of the same collection. Without one, they are deleted with the collection. */
export const refusedKeptDays = 30;
const dayMs = 86_400_000;

/** Runs in the transaction of the next upload. Retention then deletes the photos like all others. */
export async function endRefused(tx: Transaction, clock: Clock, collectionId: string): Promise<void> {
  const retainUntil = new Date(clock().getTime() + refusedKeptDays * dayMs);
  await tx
    .update(attempts)
    .set({ retainUntil })
    .where(
      and(
        eq(attempts.collectionId, collectionId),
        inArray(attempts.state, ["refused", "failed"]),
        isNull(attempts.picturesDeletedAt),
        gt(attempts.retainUntil, retainUntil),
      ),
    );
}
