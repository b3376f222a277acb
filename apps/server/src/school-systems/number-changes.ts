/**
 * Numbers the changes of the feed in the order of their commits. Ids are assigned at insertion, so a transaction that
 * commits late would place its changes before positions that a reader has passed. Positions are therefore assigned
 * after the commit, by one numbering at a time.
 */
import { isNull, sql } from "drizzle-orm";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { schoolChanges } from "../infra/db/schema/index.ts";

/** Changes numbered in one transaction, so that a backlog stays within the time limit of a statement. */
const changesAtOnce = 10_000;

export async function numberChanges(db: Database): Promise<void> {
  for (;;) {
    const [waiting] = await db
      .select({ id: schoolChanges.id })
      .from(schoolChanges)
      .where(isNull(schoolChanges.position))
      .limit(1);
    if (!waiting) return;
    await inTransaction(db, numberNext);
  }
}

async function numberNext(tx: Transaction): Promise<void> {
  // Held until the commit: the next numbering sees these positions and continues after them.
  await acquireLock(tx, "school-changes");
  // Changes of one collection are inserted under its row lock, so their ids are in the order of their commits.
  await tx.execute(sql`
    update ${schoolChanges} set position = numbered.position
    from (select id, (select coalesce(max(position), 0) from ${schoolChanges}) + row_number() over (order by id)
            as position
          from ${schoolChanges} where position is null order by id limit ${changesAtOnce}) numbered
    where ${schoolChanges.id} = numbered.id`);
}
