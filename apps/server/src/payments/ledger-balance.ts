/** Balances of the ledger's accounts: periodic sums up to an entry, plus the entries since. */
import { allLedgerAccounts, type LedgerAccount } from "@gradphoto/domain";
import { max, sql } from "drizzle-orm";
import { z } from "zod";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { ledgerEntries, ledgerSums } from "../infra/db/schema/index.ts";

export type Balance = { readonly [A in LedgerAccount]: number } & {
  /** Always 0. */ readonly sum: number;
};

const allAccounts = z.record(z.enum(allLedgerAccounts), z.int());

/** Reads the balances in fen: positive for assets, negative for what the money is owed for. */
export async function readBalance(db: Database): Promise<Balance> {
  const sums = new Map((await sumAll(db)).map(({ account, amountFen }) => [account, amountFen]));
  const balance = allAccounts.parse(
    Object.fromEntries(allLedgerAccounts.map((one) => [one, sums.get(one) ?? 0])),
  );
  return { ...balance, sum: Object.values(balance).reduce((sum, amountFen) => sum + amountFen, 0) };
}

/**
 * Stores the sums up to the last entry, so that computing the balance does not add up all entries. Returns 1 if there
 * was anything to add.
 */
export async function sumUpLedger(db: Database): Promise<number> {
  const upToEntryId = await lastSettledEntry(db);
  if (upToEntryId === null) return 0;
  const sums = await sumAll(db, upToEntryId);
  const written = await db
    .insert(ledgerSums)
    .values(sums.map((sum) => ({ upToEntryId, ...sum })))
    .onConflictDoNothing()
    .returning();
  return Math.min(written.length, 1);
}

/**
 * Returns the last entry that no uncommitted entry precedes. Numbers are assigned before commit, so a lower one may
 * still be uncommitted. A lock blocks writers during this query.
 */
const lastSettledEntry = (db: Database): Promise<number | null> =>
  inTransaction(db, async (tx) => {
    await tx.execute(sql`set local lock_timeout = '2s'`);
    await tx.execute(sql`lock table ${ledgerEntries} in share mode`);
    const [last] = await tx.select({ id: max(ledgerEntries.id) }).from(ledgerEntries);
    return last?.id ?? null;
  });

const amounts = z.array(
  z.object({ account: z.enum(allLedgerAccounts), amountFen: z.coerce.number<string>() }),
);

async function sumAll(db: Database, upToEntryId: number = Number.MAX_SAFE_INTEGER) {
  const { rows } = await db.execute(sql`
    with known as (
      select coalesce(max(up_to_entry_id), 0) as id from ${ledgerSums} where up_to_entry_id <= ${upToEntryId}
    )
    select account, sum(amount_fen) as "amountFen" from (
      select account, amount_fen from ${ledgerSums} where up_to_entry_id = (select id from known)
      union all
      select account, amount_fen from ${ledgerEntries}
      where id > (select id from known) and id <= ${upToEntryId}
    ) amounts group by account`);
  return amounts.parse(rows);
}
