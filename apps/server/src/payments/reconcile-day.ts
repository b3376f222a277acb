/** Compares WeChat Pay's bill of a day with our books, both ways; what we had not noted is asked for and noted. */
import { and, eq, gte, inArray, lt, ne } from "drizzle-orm";
import { inTransaction } from "../infra/db/database.ts";
import { billDays, orders, paymentDifferences, refunds } from "../infra/db/schema/index.ts";
import type { BillPayment, BillRefund, TradeBill } from "../infra/wechat-pay/wechat-pay.ts";
import { askOrder } from "./ask-order.ts";
import { askRefund } from "./ask-refund.ts";
import { endOfDay, startOfDay } from "./beijing-days.ts";
import type { PaymentDeps } from "./deps.ts";
import { type Difference, recordDifference } from "./record-difference.ts";

const nothing: TradeBill = { payments: [], refunds: [] };

/** False when there is no bill yet. `day`: `YYYY-MM-DD` in Beijing. Comparing again finds nothing twice. */
export async function reconcileDay(deps: PaymentDeps, day: string): Promise<boolean> {
  const answer = await deps.pay.readBill(day);
  if (!answer.ok && answer.refusal !== "no-bill") return false;
  const bill = answer.ok ? answer.value : nothing;
  const differences = [
    ...(await comparePayments(deps, bill.payments)),
    ...(await compareRefunds(deps, bill.refunds)),
    ...(await missingThere(deps, day, bill)),
  ];
  await inTransaction(deps.db, async (tx) => {
    for (const difference of differences) await recordDifference(tx, deps, { ...difference, day });
    await tx
      .update(billDays)
      .set({
        state: "fetched",
        payments: bill.payments.length,
        refunds: bill.refunds.length,
        paidFen: sum(bill.payments.map(({ amountFen }) => amountFen)),
        refundedFen: sum(bill.refunds.map(({ refundFen }) => refundFen)),
        fetchedAt: deps.clock(),
      })
      .where(eq(billDays.day, day));
  });
  return true;
}

const sum = (fen: readonly number[]): number => fen.reduce((total, one) => total + one, 0);

type OrderRow = typeof orders.$inferSelect;
type RefundRow = typeof refunds.$inferSelect;

/** As many rows as one question to the database takes well. */
const chunkSize = 1000;

const chunksOf = <Row>(rows: readonly Row[]): readonly (readonly Row[])[] =>
  Array.from({ length: Math.ceil(rows.length / chunkSize) }, (_, at) =>
    rows.slice(at * chunkSize, (at + 1) * chunkSize),
  );

async function comparePayments(deps: PaymentDeps, payments: readonly BillPayment[]): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const chunk of chunksOf(payments)) {
    const numbers = chunk.map(({ outTradeNo }) => outTradeNo);
    const found = await deps.db.select().from(orders).where(inArray(orders.outTradeNo, numbers));
    const ours = new Map(found.map((order) => [order.outTradeNo, order]));
    for (const payment of chunk) {
      differences.push(...(await comparePayment(deps, payment, ours.get(payment.outTradeNo))));
    }
  }
  return differences;
}

async function comparePayment(
  deps: PaymentDeps,
  { outTradeNo, transactionId, amountFen: theirsFen }: BillPayment,
  order: OrderRow | undefined,
): Promise<readonly Difference[]> {
  if (!order) return [{ kind: "unknown-order", outTradeNo, theirsFen }];
  const amounts = { outTradeNo, oursFen: order.amountFen, theirsFen };
  if (theirsFen !== order.amountFen) return [{ kind: "wrong-amount", ...amounts }];
  if (order.transactionId === transactionId) return [];
  if (order.transactionId !== null) return [{ kind: "second-payment", ...amounts }];
  await askOrder(deps, order);
  return [{ kind: "payment-missing-here", ...amounts }];
}

async function compareRefunds(deps: PaymentDeps, billed: readonly BillRefund[]): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const chunk of chunksOf(billed)) {
    const numbers = chunk.map(({ outRefundNo }) => outRefundNo);
    const found = await deps.db.select().from(refunds).where(inArray(refunds.outRefundNo, numbers));
    const ours = new Map(found.map((refund) => [refund.outRefundNo, refund]));
    for (const refund of chunk) {
      differences.push(...(await compareRefund(deps, refund, ours.get(refund.outRefundNo))));
    }
  }
  return differences;
}

async function compareRefund(
  deps: PaymentDeps,
  { outTradeNo, outRefundNo, refundFen: theirsFen }: BillRefund,
  ours: RefundRow | undefined,
): Promise<readonly Difference[]> {
  if (!ours) return [{ kind: "unknown-refund", outTradeNo, outRefundNo, theirsFen }];
  const amounts = { outTradeNo, outRefundNo, oursFen: ours.amountFen, theirsFen };
  if (theirsFen !== ours.amountFen) return [{ kind: "wrong-refund-amount", ...amounts }];
  if (ours.acceptedAt !== null) return [];
  // Asked for and the answer lost: the next question brings it.
  await askRefund(deps, ours);
  return ours.state === "due" || ours.state === "succeeded" ? [] : [{ kind: "refund-missing-here", ...amounts }];
}

/** What we have on that day and the bill lacks. */
async function missingThere(deps: PaymentDeps, day: string, bill: TradeBill): Promise<readonly Difference[]> {
  const [from, to] = [startOfDay(day), endOfDay(day)];
  const billed = new Set(bill.payments.map(({ transactionId }) => transactionId));
  const paid = await deps.db
    .select()
    .from(orders)
    .where(and(gte(orders.paidAt, from), lt(orders.paidAt, to)));
  const billedBack = new Set(bill.refunds.map(({ outRefundNo }) => outRefundNo));
  const back = await deps.db
    .select({ refund: refunds, outTradeNo: orders.outTradeNo })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(and(gte(refunds.acceptedAt, from), lt(refunds.acceptedAt, to), ne(refunds.state, "closed")));
  return [
    ...paid
      .filter(({ transactionId }) => transactionId !== null && !billed.has(transactionId))
      .map(({ outTradeNo, amountFen: oursFen }) => ({ kind: "payment-missing-there", outTradeNo, oursFen }) as const),
    ...back
      .filter(({ refund }) => !billedBack.has(refund.outRefundNo))
      .map(({ refund, outTradeNo }) => {
        const { outRefundNo, amountFen: oursFen } = refund;
        return { kind: "refund-missing-there", outTradeNo, outRefundNo, oursFen } as const;
      }),
  ];
}

/** How many differences of each day are not settled. */
export async function unsettledOf(deps: Pick<PaymentDeps, "db">, days: readonly string[]) {
  const rows = await deps.db
    .select({ day: paymentDifferences.day, settledAt: paymentDifferences.settledAt })
    .from(paymentDifferences)
    .where(inArray(paymentDifferences.day, [...days]));
  return new Set(rows.filter(({ settledAt }) => settledAt === null).map(({ day }) => day));
}
