/** Compares a provider's bill of a day with our books, both ways; what we had not noted is asked for and noted. */
import type { PayProviderId } from "@gradphoto/domain";
import { and, eq, gte, inArray, isNull, lt, ne } from "drizzle-orm";
import { inTransaction } from "../infra/db/database.ts";
import { billDays, orders, paymentDifferences, refunds } from "../infra/db/schema/index.ts";
import type { BillPayment, BillRefund, TradeBill } from "../infra/pay/pay-provider.ts";
import { askOrder } from "./ask-order.ts";
import { askRefund } from "./ask-refund.ts";
import { endOfDay, startOfDay } from "./beijing-days.ts";
import type { PaymentDeps } from "./deps.ts";
import { type BillDay, type Difference, recordDifference } from "./record-difference.ts";

const nothing: TradeBill = { payments: [], refunds: [] };

/** False when there is no bill yet. Comparing again finds nothing twice. */
export async function reconcileDay(deps: PaymentDeps, { provider, day }: BillDay): Promise<boolean> {
  const answer = await deps.providerOf(provider).readBill?.(day);
  if (!answer || (!answer.ok && answer.refusal !== "no-bill")) return false;
  const bill = answer.ok ? answer.value : nothing;
  const differences = [
    ...(await comparePayments(deps, provider, bill.payments)),
    ...(await compareRefunds(deps, provider, bill.refunds)),
    ...(await missingThere(deps, { provider, day }, bill)),
  ];
  await inTransaction(deps.db, async (tx) => {
    for (const difference of differences) await recordDifference(tx, deps, { ...difference, provider, day });
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
      .where(and(eq(billDays.provider, provider), eq(billDays.day, day)));
  });
  return true;
}

const sum = (fen: readonly number[]): number => fen.reduce((total, one) => total + one, 0);

/** Found on a bill; whose and of which day is said once for all. */
type Found = Omit<Difference, "provider" | "day">;

type OrderRow = typeof orders.$inferSelect;
type RefundRow = typeof refunds.$inferSelect;

/** As many rows as one question to the database takes well. */
const chunkSize = 1000;

const chunksOf = <Row>(rows: readonly Row[]): readonly (readonly Row[])[] =>
  Array.from({ length: Math.ceil(rows.length / chunkSize) }, (_, at) =>
    rows.slice(at * chunkSize, (at + 1) * chunkSize),
  );

async function comparePayments(
  deps: PaymentDeps,
  provider: PayProviderId,
  payments: readonly BillPayment[],
): Promise<Found[]> {
  const differences: Found[] = [];
  for (const chunk of chunksOf(payments)) {
    const numbers = chunk.map(({ outTradeNo }) => outTradeNo);
    const found = await deps.db
      .select()
      .from(orders)
      .where(and(eq(orders.provider, provider), inArray(orders.outTradeNo, numbers)));
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
): Promise<readonly Found[]> {
  if (!order) return [{ kind: "unknown-order", outTradeNo, theirsFen }];
  const amounts = { outTradeNo, oursFen: order.amountFen, theirsFen };
  if (theirsFen !== order.amountFen) return [{ kind: "wrong-amount", ...amounts }];
  if (order.transactionId === transactionId) return [];
  if (order.transactionId !== null) return [{ kind: "second-payment", ...amounts }];
  await askOrder(deps, order);
  return [{ kind: "payment-missing-here", ...amounts }];
}

async function compareRefunds(
  deps: PaymentDeps,
  provider: PayProviderId,
  billed: readonly BillRefund[],
): Promise<Found[]> {
  const differences: Found[] = [];
  for (const chunk of chunksOf(billed)) {
    const numbers = chunk.map(({ outRefundNo }) => outRefundNo);
    const found = await deps.db
      .select({ refund: refunds })
      .from(refunds)
      .innerJoin(orders, eq(orders.id, refunds.orderId))
      .where(and(eq(orders.provider, provider), inArray(refunds.outRefundNo, numbers)));
    const ours = new Map(found.map(({ refund }) => [refund.outRefundNo, refund]));
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
): Promise<readonly Found[]> {
  if (!ours) return [{ kind: "unknown-refund", outTradeNo, outRefundNo, theirsFen }];
  const amounts = { outTradeNo, outRefundNo, oursFen: ours.amountFen, theirsFen };
  if (theirsFen !== ours.amountFen) return [{ kind: "wrong-refund-amount", ...amounts }];
  if (ours.acceptedAt !== null) return [];
  // Asked for and the answer lost: the next question brings it.
  await askRefund(deps, ours);
  return ours.state === "due" || ours.state === "succeeded" ? [] : [{ kind: "refund-missing-here", ...amounts }];
}

/** What we have on that day and the bill lacks. */
async function missingThere(deps: PaymentDeps, { provider, day }: BillDay, bill: TradeBill): Promise<readonly Found[]> {
  const [from, to] = [startOfDay(day), endOfDay(day)];
  const billed = new Set(bill.payments.map(({ transactionId }) => transactionId));
  const paid = await deps.db
    .select()
    .from(orders)
    .where(and(eq(orders.provider, provider), gte(orders.paidAt, from), lt(orders.paidAt, to)));
  const billedBack = new Set(bill.refunds.map(({ outRefundNo }) => outRefundNo));
  const back = await deps.db
    .select({ refund: refunds, outTradeNo: orders.outTradeNo })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(
      and(
        eq(orders.provider, provider),
        gte(refunds.acceptedAt, from),
        lt(refunds.acceptedAt, to),
        ne(refunds.state, "closed"),
      ),
    );
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

/** Whether differences of a day are not settled. */
export async function unsettledOf({ db }: Pick<PaymentDeps, "db">, days: readonly string[]) {
  const rows = await db
    .select({ provider: paymentDifferences.provider, day: paymentDifferences.day })
    .from(paymentDifferences)
    .where(and(inArray(paymentDifferences.day, [...days]), isNull(paymentDifferences.settledAt)));
  const unsettled = new Set(rows.map(({ provider, day }) => `${provider} ${day}`));
  return ({ provider, day }: BillDay): boolean => unsettled.has(`${provider} ${day}`);
}
