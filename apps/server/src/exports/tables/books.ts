/** The ledger, and what differed from WeChat Pay's bills, for finance. */
import { differenceKinds, ledgerAccounts, ledgerKinds } from "@gradphoto/domain";
import { and, asc, count, eq, gt, gte, lte, type SQL } from "drizzle-orm";
import { onDays } from "../../core/days.ts";
import { cursorOf, isAfterRising } from "../../core/page-cursor.ts";
import { ledgerEntries, ledgerTransactions, orders, paymentDifferences } from "../../infra/db/schema/index.ts";
import type { Scope } from "../scope.ts";
import { pageOf, rowsAtOnce, type SourceOf, timeText, yuan } from "./table-source.ts";

export const ledgerSource: SourceOf<"ledger"> = {
  count: async ({ db }, scope) => {
    const [counted] = await db
      .select({ count: count() })
      .from(ledgerEntries)
      .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
      .where(onDays(ledgerTransactions.at, scope.filters));
    return counted?.count ?? 0;
  },
  page: async ({ db }, scope, after) => {
    const found = await db
      .select({ entry: ledgerEntries, transaction: ledgerTransactions, outTradeNo: orders.outTradeNo })
      .from(ledgerEntries)
      .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
      .innerJoin(orders, eq(orders.id, ledgerTransactions.orderId))
      .where(
        and(
          onDays(ledgerTransactions.at, scope.filters),
          after === null ? undefined : gt(ledgerEntries.id, Number(after)),
        ),
      )
      .orderBy(asc(ledgerEntries.id))
      .limit(rowsAtOnce + 1);
    return pageOf(
      found,
      ({ entry, transaction, outTradeNo }) => ({
        transaction: transaction.id,
        at: timeText(transaction.at),
        kind: ledgerKinds[transaction.kind][scope.language],
        account: ledgerAccounts[entry.account][scope.language],
        amountYuan: yuan(entry.amountFen),
        outTradeNo,
      }),
      ({ entry }) => String(entry.id),
    );
  },
};

const matchingDifferences = ({ filters: { fromDay, untilDay } }: Scope): SQL | undefined =>
  and(
    fromDay === undefined ? undefined : gte(paymentDifferences.day, fromDay),
    untilDay === undefined ? undefined : lte(paymentDifferences.day, untilDay),
  );

export const differenceSource: SourceOf<"bill-differences"> = {
  count: async ({ db }, scope) => {
    const [counted] = await db.select({ count: count() }).from(paymentDifferences).where(matchingDifferences(scope));
    return counted?.count ?? 0;
  },
  page: async ({ db }, scope, after) => {
    const found = await db
      .select()
      .from(paymentDifferences)
      .where(
        and(
          matchingDifferences(scope),
          after === null ? undefined : isAfterRising(after, paymentDifferences.foundAt, paymentDifferences.id),
        ),
      )
      .orderBy(asc(paymentDifferences.foundAt), asc(paymentDifferences.id))
      .limit(rowsAtOnce + 1);
    return pageOf(
      found,
      (row) => ({
        day: row.day,
        kind: differenceKinds[row.kind][scope.language],
        outTradeNo: row.outTradeNo,
        outRefundNo: row.outRefundNo,
        oursYuan: yuan(row.oursFen),
        theirsYuan: yuan(row.theirsFen),
        foundAt: timeText(row.foundAt),
        settledAt: timeText(row.settledAt),
        note: row.note,
      }),
      ({ foundAt, id }) => cursorOf({ createdAt: foundAt, id }),
    );
  },
};
