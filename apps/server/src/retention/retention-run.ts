/** The only writer of retention runs: counts each deletion in its transaction, and closes the run with an audit row. */
import { eq, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Clock } from "../infra/clock.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { retentionCounts, retentionRuns } from "../infra/db/schema/index.ts";
import { processEachRow, type Warn } from "../infra/process-each-row.ts";

export type RunDeps = Pick<ServiceDeps, "db" | "clock" | "ids" | "warn">;

/** Erases one row in its own transaction. Returns false when there was nothing to empty or delete. */
export type Erasure = (tx: Transaction, runId: string) => Promise<boolean>;

export interface RunOutcome {
  /** Number of rows emptied or deleted. */
  readonly done: number;
  /** Number of rows that failed. */
  readonly faults: number;
}

/**
 * Runs the erasures. `cause` is the end of the period, or the student's request. A failing erasure does not block
 * others.
 */
export async function runRetention(
  { db, clock, ids, warn }: RunDeps,
  cause: (typeof retentionRuns.$inferInsert)["cause"],
  erasures: readonly Erasure[],
): Promise<RunOutcome> {
  if (erasures.length === 0) return { done: 0, faults: 0 };
  const runId = ids();
  await db.insert(retentionRuns).values({ id: runId, cause, beganAt: clock() });
  let faults = 0;
  const countFault: Warn = (fields, message) => {
    faults += 1;
    warn(fields, message);
  };
  const done = await processEachRow(
    erasures,
    (erase) => inTransaction(db, (tx) => erase(tx, runId)),
    countFault,
  );
  await inTransaction(db, (tx) => end(tx, clock, runId, faults));
  return { done, faults };
}

export type DeletedKind = "photos" | "persons" | "accounts";

/** Counts a deletion, in its transaction. `projectId` is null for data that belongs to no project. */
export async function countDeleted(
  tx: Transaction,
  runId: string,
  projectId: string | null,
  what: DeletedKind,
): Promise<void> {
  await tx
    .insert(retentionCounts)
    .values({ runId, projectId, [what]: 1 })
    .onConflictDoUpdate({
      target: [retentionCounts.runId, retentionCounts.projectId],
      set: { [what]: sql`${retentionCounts[what]} + 1` },
    });
}

async function end(tx: Transaction, clock: Clock, runId: string, faults: number): Promise<void> {
  const whereThisRun = eq(retentionCounts.runId, runId);
  const counts = await tx
    .select()
    .from(retentionCounts)
    .where(whereThisRun)
    .orderBy(retentionCounts.projectId);
  await appendAudit(tx, clock, "system", "retention-run-ended", `retention-run:${runId}`, {
    faults,
    deleted: counts.map(({ runId: _, ...rest }) => rest),
  });
  await tx
    .update(retentionRuns)
    .set({ endedAt: clock(), faults })
    .where(eq(retentionRuns.id, runId));
}
