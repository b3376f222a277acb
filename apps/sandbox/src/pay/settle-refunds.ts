/** Brings refunds to their end when their time has come; `deliverDue` tells the merchant. */
import type { World } from "../world.ts";
import type { Order, Refund } from "./pay-books.ts";

export interface Settled {
  readonly order: Order;
  readonly refund: Refund;
}

export function settleRefunds(world: World): readonly Settled[] {
  const nowMs = world.now().getTime();
  const { refunds, orders } = world.books.pay;
  return Object.values(refunds).flatMap((refund) => {
    const order = orders[refund.outTradeNo];
    if (!order || refund.status !== "PROCESSING" || refund.settlesAtMs > nowMs) return [];
    refund.status = refund.endsAs;
    return [{ order, refund }];
  });
}
