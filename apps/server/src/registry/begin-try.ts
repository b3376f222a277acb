/** Counts the tries of a batch since its last progress, and stores the last fault. */
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { registryBatches } from "../infra/db/schema/index.ts";
import { NotDoneError } from "../infra/jobs/run-jobs.ts";

export type BatchRow = typeof registryBatches.$inferSelect;

/**
 * Begins a try and returns the batch, whose `tries` include this one. Returns null when the batch has left that state.
 */
export async function beginTry(
  db: Database,
  batchId: string,
  state: BatchRow["state"],
): Promise<BatchRow | null> {
  const [batch] = await db
    .update(registryBatches)
    .set({ tries: sql`${registryBatches.tries} + 1` })
    .where(and(eq(registryBatches.id, batchId), eq(registryBatches.state, state)))
    .returning();
  return batch ?? null;
}

/** Stores the fault and throws, so that the job is retried. */
export async function noteFault(
  db: Database,
  { id, state }: BatchRow,
  fault: string,
): Promise<never> {
  await db
    .update(registryBatches)
    .set({ lastFault: fault })
    .where(and(eq(registryBatches.id, id), eq(registryBatches.state, state)));
  throw new NotDoneError(fault);
}
