/** Transactions about the same thing go one after the other, each until it ends. */
import { sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";

/** `about`: a hash, an id, a name; whoever takes several takes them always in one order. */
export async function takeTurns(tx: Transaction, about: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${about}, 0))`);
}
