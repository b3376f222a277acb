/** Transaction-level advisory locks: transactions about the same subject run one after the other. */
import { sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";

/** Does not wait: returns false while another transaction holds the lock. */
export async function takeTurnNow(tx: Transaction, about: string): Promise<boolean> {
  const { rows } = await tx.execute<{ readonly mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${about}, 0)) as mine`,
  );
  return rows[0]?.mine === true;
}

/** `about`: a hash, an id, a name. A caller that takes several must always take them in the same order. */
export async function takeTurns(tx: Transaction, about: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${about}, 0))`);
}
