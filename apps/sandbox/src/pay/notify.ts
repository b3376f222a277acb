/** WeChat Pay's notifications: encrypted and signed, repeated on its schedule until acknowledged. */

import { rfc3339Time } from "../answer.ts";
import { createQueue, inTurn } from "../notification-queue.ts";
import type { World } from "../world.ts";
import type { Notification, Order, Refund } from "./pay-books.ts";
import { refundNotice } from "./refund-fields.ts";
import { sealResource, signedHeaders } from "./signatures.ts";

/** A refund that has just ended, with its order. */
interface Settled {
  readonly order: Order;
  readonly refund: Refund;
}

/** Completes the refunds that are due. The caller notifies the merchant. */
function settleRefunds(world: World): readonly Settled[] {
  const nowMs = world.now().getTime();
  const { refunds, orders } = world.books.pay;
  return Object.values(refunds).flatMap((refund) => {
    const order = orders[refund.outTradeNo];
    if (!order || refund.status !== "PROCESSING" || refund.settlesAtMs > nowMs) return [];
    refund.status = refund.endsAs;
    return [{ order, refund }];
  });
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Delays between attempts, as documented at pay.weixin.qq.com: 15 s, 15 s, 30 s, 3 min … 6 h. */
export const retryAfterMs: readonly number[] = [
  ...[15, 15, 30].map((n) => n * secondMs),
  ...[3, 10, 20, 30, 30, 30, 60].map((n) => n * minuteMs),
  ...[3, 3, 3, 6, 6].map((n) => n * hourMs),
];

const summaries: Readonly<Record<string, string>> = {
  "TRANSACTION.SUCCESS": "支付成功",
  "REFUND.SUCCESS": "退款成功",
  "REFUND.CLOSED": "退款关闭",
  "REFUND.ABNORMAL": "退款异常",
};

export interface Fact {
  readonly url: string;
  readonly eventType: string;
  readonly about: Notification["about"];
  /** Content before encryption; `amount.total` is in fen. */
  readonly content: { readonly amount: { readonly total: number } };
}

const queue = createQueue<Fact, Notification>({
  target: "pay-notification",
  listOf: (world) => world.books.pay.notifications,
  retryAfterMs,
  record: ({ url, eventType, about, content }, common) => {
    const outcome =
      common.flaw === "wrong-amount"
        ? { ...content, amount: { ...content.amount, total: content.amount.total + 1 } }
        : content;
    return { ...common, url, eventType, about, content: JSON.stringify(outcome) };
  },
  write: writeNotification,
  isTaken: ({ status }) => status === 200 || status === 204,
});

export const notify = queue.notify;
export const queueNotification = queue.add;

/** Settles refunds and sends due notifications in order; resolves to the number of attempts. */
export const deliverDue = (world: World): Promise<number> =>
  inTurn(world, async () => {
    for (const settled of settleRefunds(world)) notifyRefund(world, settled);
    return queue.deliver(world);
  });

export function notifyRefund(world: World, { order, refund }: Settled): void {
  if (refund.notifyUrl === "") return;
  const content = refundNotice(world.settings.pay.mchid, order, refund);
  notify(world, {
    url: refund.notifyUrl,
    eventType: `REFUND.${refund.status}`,
    about: "refund",
    content,
  });
}

function writeNotification(
  world: World,
  { id, url, eventType, about, content, flaw, attempts }: Notification,
) {
  const body = JSON.stringify({
    id,
    create_time: rfc3339Time(world.now().getTime()),
    resource_type: "encrypt-resource",
    event_type: eventType,
    summary: summaries[eventType] ?? eventType,
    resource: sealResource(world, content, about),
  });
  const stale = flaw === "stale" && attempts === 0;
  const signature = signedHeaders(
    world,
    body,
    flaw === "forged" ? "bad-signature" : stale ? "skewed-clock" : undefined,
  );
  return { url, headers: { "content-type": "application/json", ...signature }, body };
}
