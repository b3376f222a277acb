/**
 * The only writer that credits payments: a verified payment pays for its collection or is refunded. An inconsistent one
 * is only recorded as a difference.
 */
import { takesPayment } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import type { CollectionRow } from "../core/collection/lock-collection.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { orders } from "../infra/db/schema/index.ts";
import type { Payment } from "../infra/pay/pay-provider.ts";
import type { PaymentDeps } from "./deps.ts";
import { postPayment } from "./ledger.ts";
import { openRefund } from "./open-refund.ts";
import { lockOrder, type OrderRow } from "./order-rows.ts";
import { type Difference, recordDifference } from "./record-difference.ts";

/**
 * `sent-back` means refunded as duplicate or too late, `known` already credited, `refused` that it is not a payment of
 * this order.
 */
export type CreditResult = "counted" | "sent-back" | "known" | "refused";

type CreditDeps = Pick<PaymentDeps, "clock" | "ids" | "sealer" | "warn" | "providerOf">;

export const creditPayment = (
  deps: CreditDeps & Pick<PaymentDeps, "db">,
  payment: Payment,
): Promise<CreditResult> => inTransaction(deps.db, (tx) => creditPaymentIn(tx, deps, payment));

/** Credits a payment. It must be verified: from a response or a notification whose signature was checked. */
export async function creditPaymentIn(
  tx: Transaction,
  deps: CreditDeps,
  payment: Payment,
): Promise<CreditResult> {
  const locked = await lockOrder(tx, payment.outTradeNo);
  const difference = differenceOf(deps, locked?.order ?? null, payment);
  if (difference || !locked) {
    if (difference) await recordDifference(tx, deps, difference);
    return "refused";
  }
  const { order, collection } = locked;
  if (!takesPayment(order.state)) return "known";

  const moved = await moveCollection(tx, deps.clock, {
    collectionId: collection.id,
    move: "pay",
    actor: { role: "system", id: null },
    details: { payment: payment.transactionId },
  });
  const paid = {
    state: "paid",
    counts: !isRefusal(moved),
    transactionId: payment.transactionId,
    paidAt: payment.paidAt,
  } as const;
  await tx.update(orders).set(paid).where(eq(orders.id, order.id));
  await postPayment(tx, { ...order, ...paid }, deps.clock());
  if (paid.counts) return "counted";
  await openRefund(tx, deps, {
    order,
    cause: hasPaid(collection) ? "second-payment" : "late-payment",
    state: "due",
    actor: { role: "system", id: null },
    reason: null,
  });
  return "sent-back";
}

const hasPaid = ({ state }: CollectionRow): boolean => state !== "closed" && state !== "refunded";

function differenceOf(
  { providerOf }: CreditDeps,
  order: OrderRow | null,
  payment: Payment,
): Difference | null {
  const { provider, outTradeNo, amountFen: remoteFen } = payment;
  if (!order) return { kind: "unknown-order", provider, outTradeNo, remoteFen };
  const amounts = { provider, outTradeNo, localFen: order.amountFen, remoteFen };
  const isOwn =
    provider === order.provider &&
    payment.merchant === providerOf(provider).merchant &&
    payment.appid === order.appid &&
    payment.currency === "CNY";
  if (!isOwn) return { kind: "wrong-merchant", ...amounts };
  if (remoteFen !== order.amountFen) return { kind: "wrong-amount", ...amounts };
  const isSecond = order.transactionId !== null && order.transactionId !== payment.transactionId;
  return isSecond ? { kind: "second-payment", ...amounts } : null;
}
