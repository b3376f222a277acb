/**
 * Ledger for finance: entries, latest first in the list and earliest first in the export, and the balance of each
 * account.
 */
import {
  allLedgerAccounts,
  ledgerAccountLabel,
  ledgerKinds,
  type ledgerList,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, eq, type SQL } from "drizzle-orm";
import { onDays } from "../core/days.ts";
import type { FileOf } from "../core/file-rows.ts";
import { byNumber, type PageQuery, readPage } from "../core/page.ts";
import type { Database } from "../infra/db/database.ts";
import { ledgerEntries, ledgerTransactions, orders } from "../infra/db/schema/index.ts";
import { readBalance } from "./ledger-balance.ts";

type Query = Omit<ParsedInput<"listLedger">["query"], "limit" | "after">;

const matching = ({ account, ...days }: Query): SQL | undefined =>
  and(
    account === undefined ? undefined : eq(ledgerEntries.account, account),
    onDays(ledgerTransactions.at, days),
  );

async function readEntries(
  db: Database,
  order: "latest-first" | "earliest-first",
  filter: SQL | undefined,
  page: PageQuery,
) {
  const { rows, next } = await readPage(page, {
    key: byNumber(order, ledgerEntries.id),
    select: (cut) =>
      db
        .select({
          entry: ledgerEntries,
          transaction: ledgerTransactions,
          outTradeNo: orders.outTradeNo,
        })
        .from(ledgerEntries)
        .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
        .innerJoin(orders, eq(orders.id, ledgerTransactions.orderId))
        .where(and(filter, cut.whereNext))
        .orderBy(...cut.order)
        .limit(cut.limit),
    keyOf: ({ entry }) => entry.id,
  });
  const entries = rows.map(({ entry, transaction, outTradeNo }) => ({
    entryId: entry.id,
    transactionId: transaction.id,
    at: transaction.at.toISOString(),
    kind: transaction.kind,
    kindLabel: ledgerKinds[transaction.kind],
    account: entry.account,
    accountLabel: ledgerAccountLabel(entry.account),
    debitFen: entry.amountFen > 0 ? entry.amountFen : null,
    creditFen: entry.amountFen < 0 ? -entry.amountFen : null,
    orderId: transaction.orderId,
    outTradeNo,
  }));
  return { entries, next };
}

export async function listLedger(
  db: Database,
  { limit, after, ...query }: ParsedInput<"listLedger">["query"],
): Promise<RouteAnswer<"listLedger">> {
  const page = await readEntries(db, "latest-first", matching(query), { limit, after });
  const balance = await readBalance(db);
  return {
    balance: allLedgerAccounts.map((one) => ({
      account: one,
      label: ledgerAccountLabel(one),
      amountFen: balance[one],
    })),
    ...page,
  };
}

export const ledgerFile = (db: Database): FileOf<typeof ledgerList> => ({
  count: async ({ filters: { fromDay, untilDay } }) => {
    const [counted] = await db
      .select({ count: count() })
      .from(ledgerEntries)
      .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
      .where(matching({ fromDay, untilDay }));
    return counted?.count ?? 0;
  },
  page: async ({ filters: { fromDay, untilDay } }, page) => {
    const { entries, next } = await readEntries(
      db,
      "earliest-first",
      matching({ fromDay, untilDay }),
      page,
    );
    return { rows: entries, next };
  },
});
