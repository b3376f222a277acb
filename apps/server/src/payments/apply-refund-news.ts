/** The only writer of refund results from a provider: updates the refund, order, collection and ledger. */
import { type RefundMove, type RefundState, refundStates } from "@gradphoto/domain";
import { and, eq } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { orders, refunds } from "../infra/db/schema/index.ts";
import type { RefundTruth } from "../infra/pay/pay-provider.ts";
import type { PaymentDeps, PaymentWork } from "./deps.ts";
import { postRefund } from "./ledger.ts";
import { type LockedOrder, lockOrder, type RefundRow } from "./order-rows.ts";
import { recordDifference } from "./record-difference.ts";
import { leadToRefund } from "./start-refund.ts";

/** Result of a refund. `refundId` is null when the provider never accepted the request. */
export type RefundNews = Omit<RefundTruth, "refundId"> & { readonly refundId: string | null };

/** `refused` means that it is not a refund of this service, `known` that there is no new information. */
export type RefundNewsResult = "taken" | "known" | "refused";

const moveOf = {
  processing: "accept",
  succeeded: "succeed",
  abnormal: "turn-abnormal",
  closed: "close",
} as const satisfies Readonly<Record<RefundTruth["state"], RefundMove>>;

export const applyRefundNews = (
  deps: PaymentWork & Pick<PaymentDeps, "db">,
  news: RefundNews,
): Promise<RefundNewsResult> => inTransaction(deps.db, (tx) => applyRefundNewsIn(tx, deps, news));

/** Records a result, which must be verified. Late and repeated results have no effect. */
export async function applyRefundNewsIn(
  tx: Transaction,
  deps: PaymentWork,
  news: RefundNews,
): Promise<RefundNewsResult> {
  const { provider, outTradeNo, outRefundNo, refundFen: remoteFen } = news;
  const locked = await lockOrder(tx, outTradeNo);
  const [refund] = locked
    ? await tx
        .select()
        .from(refunds)
        .where(and(eq(refunds.outRefundNo, outRefundNo), eq(refunds.orderId, locked.order.id)))
        .for("update")
    : [];
  if (!locked || !refund || locked.order.provider !== provider) {
    await recordDifference(tx, deps, {
      kind: "unknown-refund",
      provider,
      outTradeNo,
      outRefundNo,
      remoteFen,
    });
    return "refused";
  }
  if (remoteFen !== refund.amountFen) {
    const amounts = { localFen: refund.amountFen, remoteFen };
    await recordDifference(tx, deps, {
      kind: "wrong-refund-amount",
      provider,
      outTradeNo,
      outRefundNo,
      ...amounts,
    });
    return "refused";
  }
  const to = refundStates[refund.state].moves[moveOf[news.state]]?.to;
  await write(tx, deps, refund, news, to === undefined || to === "before" ? null : to);
  if (to === undefined) return "known";
  if (news.state === "succeeded")
    await moneyWentBack(tx, deps, locked, refund, news.refundId ?? "");
  if (news.state === "abnormal" || news.state === "closed")
    await moneyStayed(tx, deps, locked, refund, news.state);
  return "taken";
}

async function write(
  tx: Transaction,
  { clock }: PaymentWork,
  refund: RefundRow,
  news: RefundNews,
  to: RefundState | null,
): Promise<void> {
  const ends = to === "succeeded" || to === "closed";
  await tx
    .update(refunds)
    .set({
      ...(to && { state: to }),
      ...(ends && { endedAt: clock() }),
      refundId: news.refundId ?? refund.refundId,
      acceptedAt: refund.acceptedAt ?? news.acceptedAt,
    })
    .where(eq(refunds.id, refund.id));
}

async function moneyWentBack(
  tx: Transaction,
  deps: PaymentWork,
  locked: LockedOrder,
  refund: RefundRow,
  receipt: string,
): Promise<void> {
  const { order, collection } = locked;
  await tx.update(orders).set({ state: "refunded" }).where(eq(orders.id, order.id));
  await postRefund(tx, order, refund.id, deps.clock());
  // After a failed refund the collection continued. If the money is refunded after all, the collection moves to
  // refunded where possible. A refund of a second payment does not affect the collection, even when the payment that
  // counts is being refunded at the same time.
  if (!order.counts) return;
  const isLed =
    collection.state === "refunding" || (await leadToRefund(tx, deps, locked, refund)) === "led";
  if (!isLed) return;
  const { id: collectionId } = collection;
  const actor = { role: "system", id: null } as const;
  const moved = await moveCollection(tx, deps.clock, {
    collectionId,
    move: "refunded",
    actor,
    details: { receipt },
  });
  if (isRefusal(moved)) throw new Error(`A refunded collection does not move: ${moved.refused}`);
}

const failures = {
  abnormal: { kind: "refund-abnormal", reason: "退款异常 / abnormal" },
  closed: { kind: "refund-closed", reason: "退款关闭 / closed" },
} as const;

async function moneyStayed(
  tx: Transaction,
  deps: PaymentWork,
  { order, collection }: LockedOrder,
  refund: RefundRow,
  state: keyof typeof failures,
): Promise<void> {
  const { kind, reason } = failures[state];
  const { outRefundNo, amountFen: localFen } = refund;
  await recordDifference(tx, deps, {
    ...{ kind, provider: order.provider, outTradeNo: order.outTradeNo, outRefundNo, localFen },
  });
  if (!order.counts || collection.state !== "refunding") return;
  const actor = { role: "system", id: null } as const;
  const failed = {
    collectionId: collection.id,
    move: "refund-failed",
    actor,
    details: { reason: { serverText: reason } },
  } as const;
  const moved = await moveCollection(tx, deps.clock, failed);
  if (isRefusal(moved))
    throw new Error(`A failed refund does not move its collection: ${moved.refused}`);
}
