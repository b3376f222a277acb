/** Photos that were refused or failed are kept only as long as somebody may ask about them. */
import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Clock } from "../infra/clock.ts";
import type { Transaction } from "../infra/db/database.ts";
import { attempts } from "../infra/db/schema/index.ts";

/** From the next photo of the same collection on; without one they go with the collection. */
export const refusedKeptDays = 30;
const dayMs = 86_400_000;

/** With the next upload, in its transaction; retention then deletes them as it deletes the others. */
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
