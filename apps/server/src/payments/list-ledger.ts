/** The ledger for finance: its entries, latest first, and what each account holds. */
import { allLedgerAccounts, ledgerAccounts, ledgerKinds } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, lt } from "drizzle-orm";
import { onDays } from "../core/days.ts";
import type { Database } from "../infra/db/database.ts";
import { ledgerEntries, ledgerTransactions, orders } from "../infra/db/schema/index.ts";
import { readBalance } from "./ledger-balance.ts";

export async function listLedger(
  db: Database,
  { account, fromDay, untilDay, limit, after }: ParsedInput<"listLedger">["query"],
): Promise<RouteAnswer<"listLedger">> {
  const found = await db
    .select({ entry: ledgerEntries, transaction: ledgerTransactions, outTradeNo: orders.outTradeNo })
    .from(ledgerEntries)
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
    .innerJoin(orders, eq(orders.id, ledgerTransactions.orderId))
    .where(
      and(
        account === undefined ? undefined : eq(ledgerEntries.account, account),
        onDays(ledgerTransactions.at, { fromDay, untilDay }),
        after === undefined ? undefined : lt(ledgerEntries.id, Number(after)),
      ),
    )
    .orderBy(desc(ledgerEntries.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const balance = await readBalance(db);
  return {
    balance: allLedgerAccounts.map((one) => ({ account: one, label: ledgerAccounts[one], amountFen: balance[one] })),
    entries: page.map(({ entry, transaction, outTradeNo }) => ({
      entryId: entry.id,
      transactionId: transaction.id,
      at: transaction.at.toISOString(),
      kind: transaction.kind,
      kindLabel: ledgerKinds[transaction.kind],
      account: entry.account,
      accountLabel: ledgerAccounts[entry.account],
      amountFen: entry.amountFen,
      orderId: transaction.orderId,
      outTradeNo,
    })),
    next: found.length > limit ? String(page.at(-1)?.entry.id) : null,
  };
}
