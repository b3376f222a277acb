/** Orders with their refunds, with labels and tones for clients and the console. */
import { orderStates, payProviders, refundStates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { asc, eq, inArray, type SQL } from "drizzle-orm";
import { openWords, refundDeclineReason } from "../core/free-words.ts";
import { invoiceRequests, orders, refunds } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { ReadingDeps } from "./deps.ts";
import type { OrderRow, RefundRow } from "./order-rows.ts";

type PresentedOrder = RouteAnswer<"readOrder">;

export function presentRefund(refund: RefundRow, sealer: Sealer): RouteAnswer<"startRefund"> {
  const { state } = refund;
  const { label, tone } = refundStates[state];
  return {
    refundId: refund.id,
    state,
    label,
    tone,
    amountFen: refund.amountFen,
    createdAt: refund.createdAt.toISOString(),
    endedAt: refund.endedAt?.toISOString() ?? null,
    declineReason: openWords(sealer, refundDeclineReason, refund),
  };
}

/** Presents one order. Throws when it does not exist. */
export async function presentOrder(deps: ReadingDeps, orderId: string): Promise<PresentedOrder> {
  const [order] = await presentOrders(deps, eq(orders.id, orderId));
  if (!order) throw new Error("An order is gone");
  return order;
}

/** Presents several orders, oldest first. */
export const presentOrders = async (deps: ReadingDeps, condition: SQL): Promise<PresentedOrder[]> =>
  present(
    deps,
    await deps.db
      .select()
      .from(orders)
      .where(condition)
      .orderBy(asc(orders.createdAt), asc(orders.id)),
  );

/** Presents orders in the order of `rows`. */
export async function present(
  { db, sealer }: ReadingDeps,
  rows: readonly OrderRow[],
): Promise<PresentedOrder[]> {
  const ids = rows.map(({ id }) => id);
  const back = await db
    .select()
    .from(refunds)
    .where(inArray(refunds.orderId, ids))
    .orderBy(asc(refunds.createdAt));
  const invoices = await db
    .select()
    .from(invoiceRequests)
    .where(inArray(invoiceRequests.orderId, ids));
  return rows.map((order) => {
    const { state } = order;
    const { label, tone } = orderStates[state];
    const invoice = invoices.find(({ orderId }) => orderId === order.id);
    return {
      orderId: order.id,
      collectionId: order.collectionId,
      outTradeNo: order.outTradeNo,
      provider: order.provider,
      providerLabel: payProviders[order.provider],
      channel: order.channel,
      state,
      label,
      tone,
      amountFen: order.amountFen,
      createdAt: order.createdAt.toISOString(),
      expiresAt: order.expiresAt.toISOString(),
      paidAt: order.paidAt?.toISOString() ?? null,
      transactionId: order.transactionId,
      counts: order.counts,
      refunds: back
        .filter(({ orderId }) => orderId === order.id)
        .map((refund) => presentRefund(refund, sealer)),
      invoiceRequestedAt: invoice?.createdAt.toISOString() ?? null,
      invoiceNumber: invoice?.invoiceNumber ?? null,
      hasInvoiceFile: (invoice?.fileKey ?? null) !== null,
    };
  });
}
