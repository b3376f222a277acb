/** Transactions about the same thing go one after the other, each until it ends. */
import { sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";

/** Without waiting: false while another has its turn. */
export async function takeTurnNow(tx: Transaction, about: string): Promise<boolean> {
  const { rows } = await tx.execute<{ readonly mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${about}, 0)) as mine`,
  );
  return rows[0]?.mine === true;
}

/** `about`: a hash, an id, a name; whoever takes several takes them always in one order. */
export async function takeTurns(tx: Transaction, about: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${about}, 0))`);
}
