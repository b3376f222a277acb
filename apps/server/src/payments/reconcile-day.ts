/**
 * Compares a provider's bill of a day with the service's books in both directions. Events missing in the books are
 * queried and recorded.
 */
import {
  type DifferenceKind,
  endOfBeijingDay,
  type PayProviderId,
  startOfBeijingDay,
} from "@gradphoto/domain";
import { type AnyColumn, and, count, eq, gte, inArray, isNull, lt, ne } from "drizzle-orm";
import { inTransaction } from "../infra/db/database.ts";
import {
  billDays,
  collections,
  orders,
  paymentDifferences,
  refunds,
} from "../infra/db/schema/index.ts";
import {
  type BillLine,
  type BillPayment,
  type BillRefund,
  BrokenBillError,
} from "../infra/pay/trade-bill.ts";
import type { PaymentDeps } from "./deps.ts";
import {
  addPayment,
  addRefund,
  type Income,
  type IncomeByProject,
  incomeOf,
  noIncome,
  writeIncome,
} from "./income.ts";
import { queryOrder } from "./query-order.ts";
import { readRefundStatus } from "./read-refund-status.ts";
import { type BillDay, type Difference, recordDifference } from "./record-difference.ts";

/**
 * Compares the bill of a day. Returns false when there is no complete bill yet. Repeating the comparison creates no
 * duplicates.
 */
export async function reconcileDay(deps: PaymentDeps, billDay: BillDay): Promise<boolean> {
  const { provider, day } = billDay;
  const answer = await deps.providerOf(provider).readBill?.(day);
  if (!answer || (!answer.ok && answer.refusal !== "no-bill")) return false;
  const seen = await compareLines(deps, provider, answer.ok ? answer.value : []);
  if (!seen) return false;
  const differences = [...seen.differences, ...(await missingThere(deps, billDay, seen))];
  await inTransaction(deps.db, async (tx) => {
    for (const difference of differences)
      await recordDifference(tx, deps, { ...difference, provider, day });
    await writeIncome(tx, billDay, seen.byProject);
    await tx
      .update(billDays)
      .set({ state: "fetched", ...seen.full, fetchedAt: deps.clock() })
      .where(and(eq(billDays.provider, provider), eq(billDays.day, day)));
  });
  return true;
}

/** Data read from a bill so far. */
interface Seen {
  readonly differences: Match[];
  readonly transactionIds: Set<string>;
  readonly outRefundNos: Set<string>;
  readonly full: Income;
  readonly byProject: IncomeByProject;
}

/**
 * Compares all lines. Returns null when the bill turns out to be incomplete; results queried until then remain valid.
 */
async function compareLines(
  deps: PaymentDeps,
  provider: PayProviderId,
  lines: AsyncIterable<BillLine> | Iterable<BillLine>,
): Promise<Seen | null> {
  const seen: Seen = {
    differences: [],
    transactionIds: new Set(),
    outRefundNos: new Set(),
    full: noIncome(),
    byProject: new Map(),
  };
  try {
    for await (const chunk of chunksOf(lines)) {
      const payments = chunk.flatMap((line) => (line.about === "payment" ? [line.payment] : []));
      const refunded = chunk.flatMap((line) => (line.about === "refund" ? [line.refund] : []));
      await comparePayments(deps, provider, payments, seen);
      await compareRefunds(deps, provider, refunded, seen);
    }
  } catch (error) {
    if (error instanceof BrokenBillError) return null;
    throw error;
  }
  return seen;
}

/** Number of rows that one database query handles well. */
const chunkSize = 1000;

async function* chunksOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<readonly Row[]> {
  let chunk: Row[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Difference on a bill; provider and day are added once for all. */
type Match = Omit<Difference, "provider" | "day">;

type OrderRow = typeof orders.$inferSelect;
type RefundRow = typeof refunds.$inferSelect;

async function comparePayments(
  deps: PaymentDeps,
  provider: PayProviderId,
  payments: readonly BillPayment[],
  seen: Seen,
): Promise<void> {
  const numbers = payments.map(({ outTradeNo }) => outTradeNo);
  const rows = await deps.db
    .select({ order: orders, projectId: collections.projectId })
    .from(orders)
    .innerJoin(collections, eq(collections.id, orders.collectionId))
    .where(and(eq(orders.provider, provider), inArray(orders.outTradeNo, numbers)));
  const own = new Map(rows.map((one) => [one.order.outTradeNo, one]));
  for (const payment of payments) {
    const one = own.get(payment.outTradeNo);
    seen.differences.push(...(await comparePayment(deps, payment, one?.order)));
    seen.transactionIds.add(payment.transactionId);
    addPayment(seen.full, payment);
    if (one) addPayment(incomeOf(seen.byProject, one.projectId), payment);
  }
}

async function comparePayment(
  deps: PaymentDeps,
  { outTradeNo, transactionId, amountFen: remoteFen }: BillPayment,
  order: OrderRow | undefined,
): Promise<readonly Match[]> {
  if (!order) return [{ kind: "unknown-order", outTradeNo, remoteFen }];
  const amounts = { outTradeNo, localFen: order.amountFen, remoteFen };
  if (remoteFen !== order.amountFen) return [{ kind: "wrong-amount", ...amounts }];
  if (order.transactionId === transactionId) return [];
  if (order.transactionId !== null) return [{ kind: "second-payment", ...amounts }];
  await queryOrder(deps, order);
  return [{ kind: "payment-missing-here", ...amounts }];
}

async function compareRefunds(
  deps: PaymentDeps,
  provider: PayProviderId,
  billed: readonly BillRefund[],
  seen: Seen,
): Promise<void> {
  const numbers = billed.map(({ outRefundNo }) => outRefundNo);
  const rows = await deps.db
    .select({ refund: refunds, projectId: collections.projectId })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .innerJoin(collections, eq(collections.id, orders.collectionId))
    .where(and(eq(orders.provider, provider), inArray(refunds.outRefundNo, numbers)));
  const own = new Map(rows.map((one) => [one.refund.outRefundNo, one]));
  for (const refund of billed) {
    const one = own.get(refund.outRefundNo);
    seen.differences.push(...(await compareRefund(deps, refund, one?.refund)));
    seen.outRefundNos.add(refund.outRefundNo);
    addRefund(seen.full, refund);
    if (one) addRefund(incomeOf(seen.byProject, one.projectId), refund);
  }
}

async function compareRefund(
  deps: PaymentDeps,
  { outTradeNo, outRefundNo, refundFen: remoteFen }: BillRefund,
  own: RefundRow | undefined,
): Promise<readonly Match[]> {
  if (!own) return [{ kind: "unknown-refund", outTradeNo, outRefundNo, remoteFen }];
  const amounts = { outTradeNo, outRefundNo, localFen: own.amountFen, remoteFen };
  if (remoteFen !== own.amountFen) return [{ kind: "wrong-refund-amount", ...amounts }];
  if (own.acceptedAt !== null) return [];
  // The refund was requested but the response was lost; a new query obtains it.
  await readRefundStatus(deps, own);
  return own.state === "due" || own.state === "succeeded"
    ? []
    : [{ kind: "refund-missing-here", ...amounts }];
}

/**
 * Finds rows in the service's books that the bill lacks, hour by hour, because a day may have hundreds of thousands of
 * rows.
 */
async function missingThere(
  deps: PaymentDeps,
  { provider, day }: BillDay,
  seen: Pick<Seen, "transactionIds" | "outRefundNos">,
): Promise<readonly Match[]> {
  const missing: Match[] = [];
  for (
    let from = startOfBeijingDay(day);
    from < endOfBeijingDay(day);
    from = new Date(from.getTime() + hourMs)
  ) {
    const within = (at: AnyColumn) => and(gte(at, from), lt(at, new Date(from.getTime() + hourMs)));
    const paid = await deps.db
      .select({
        outTradeNo: orders.outTradeNo,
        transactionId: orders.transactionId,
        localFen: orders.amountFen,
      })
      .from(orders)
      .where(and(eq(orders.provider, provider), within(orders.paidAt)));
    for (const { transactionId, ...order } of paid) {
      if (transactionId === null || seen.transactionIds.has(transactionId)) continue;
      missing.push({ kind: "payment-missing-there", ...order });
    }
    const back = await deps.db
      .select({
        outTradeNo: orders.outTradeNo,
        outRefundNo: refunds.outRefundNo,
        localFen: refunds.amountFen,
      })
      .from(refunds)
      .innerJoin(orders, eq(orders.id, refunds.orderId))
      .where(
        and(eq(orders.provider, provider), within(refunds.acceptedAt), ne(refunds.state, "closed")),
      );
    for (const refund of back) {
      if (!seen.outRefundNos.has(refund.outRefundNo))
        missing.push({ kind: "refund-missing-there", ...refund });
    }
  }
  return missing;
}

const hourMs = 3_600_000;

export interface Unsettled {
  readonly kind: DifferenceKind;
  readonly differences: number;
}

/** Counts the unsettled differences of a day by kind. */
export async function unsettledOf({ db }: Pick<PaymentDeps, "db">, days: readonly string[]) {
  const { provider: of, day: on } = paymentDifferences;
  const rows = await db
    .select({ provider: of, day: on, kind: paymentDifferences.kind, differences: count() })
    .from(paymentDifferences)
    .where(and(inArray(on, [...days]), isNull(paymentDifferences.settledAt)))
    .groupBy(of, on, paymentDifferences.kind)
    .orderBy(paymentDifferences.kind);
  return ({ provider, day }: BillDay): readonly Unsettled[] =>
    rows.filter((row) => row.provider === provider && row.day === day);
}
