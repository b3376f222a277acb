/** One process at a time works on a batch: it claims it for a while, and says when the next may. */
import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { registryBatches } from "../infra/db/schema/index.ts";

export type BatchRow = typeof registryBatches.$inferSelect;

/** Longer than all calls for one batch may take. */
const claimMs = 120_000;
const firstPauseMs = 30_000;
const longestPauseMs = 30 * 60_000;

/** Null: nothing is due. `tries` counts this one. */
export async function claimBatch(db: Database, state: "queued" | "sent", now: Date): Promise<BatchRow | null> {
  const due = db
    .select({ id: registryBatches.id })
    .from(registryBatches)
    .where(
      and(
        eq(registryBatches.state, state),
        or(isNull(registryBatches.claimedUntil), lte(registryBatches.claimedUntil, now)),
      ),
    )
    .orderBy(asc(registryBatches.createdAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const [claimed] = await db
    .update(registryBatches)
    .set({ claimedUntil: new Date(now.getTime() + claimMs), tries: sql`${registryBatches.tries} + 1` })
    // Not `in`: a plan may run its subquery again, and claim a second row that nobody works on.
    .where(eq(registryBatches.id, sql`${due}`))
    .returning();
  return claimed ?? null;
}

/** The next try waits twice as long as the one before, up to half an hour. */
export async function noteFault(db: Database, batch: BatchRow, fault: string, now: Date): Promise<void> {
  const pauseMs = Math.min(firstPauseMs * 2 ** Math.min(batch.tries - 1, 10), longestPauseMs);
  await db
    .update(registryBatches)
    .set({ lastFault: fault, claimedUntil: new Date(now.getTime() + pauseMs) })
    .where(and(eq(registryBatches.id, batch.id), eq(registryBatches.state, batch.state)));
}
