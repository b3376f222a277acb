/** Alipay's notifications: signed forms, repeated on its schedule until the receiver answers `success`. */
import { createQueue, inTurn } from "../notification-queue.ts";
import type { World } from "../world.ts";
import type { Notification, Refund, Trade } from "./alipay-books.ts";
import { type Fields, signFields } from "./signatures.ts";
import { momentText, tradeFields, yuan } from "./trade-fields.ts";

const minuteMs = 60_000;
/** Delays between attempts, as documented at opendocs.alipay.com: 4 min, 10 min, 10 min, 1 h, 2 h, 6 h, 15 h. */
export const retryAfterMs: readonly number[] = [4, 10, 10, 60, 120, 360, 900].map(
  (n) => n * minuteMs,
);

interface Fact {
  readonly url: string;
  readonly fields: Fields;
}

const queue = createQueue<Fact, Notification>({
  target: "alipay-notification",
  listOf: (world) => world.books.alipay.notifications,
  retryAfterMs,
  record: ({ url, fields }, common) => {
    const isWrong = common.flaw === "wrong-amount";
    const sent = isWrong ? { ...fields, total_amount: `9${fields.total_amount}` } : fields;
    return { ...common, url, eventType: fields.trade_status ?? "", content: JSON.stringify(sent) };
  },
  write: (world, { id, url, content, flaw }) => {
    const fields: Fields = {
      notify_id: id,
      notify_time: momentText(world.now().getTime()),
      notify_type: "trade_status_sync",
      charset: "utf-8",
      version: "1.0",
      ...JSON.parse(content),
    };
    const body = new URLSearchParams({
      ...fields,
      sign: signFields(fields, flaw === "forged"),
      sign_type: "RSA2",
    });
    return {
      url,
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: `${body}`,
    };
  },
  isTaken: ({ text }) => text === "success",
});

export const notify = queue.notify;
export const queueNotification = queue.add;
export const deliverDue = (world: World): Promise<number> =>
  inTurn(world, () => queue.deliver(world));

const signedFields = (world: World, trade: Trade): Fields => ({
  app_id: world.settings.alipay.appId,
  auth_app_id: world.settings.alipay.appId,
  seller_id: world.settings.alipay.sellerId,
  gmt_create: momentText(trade.createdAtMs),
  ...tradeFields(trade),
});

export const paymentFact = (world: World, trade: Trade): Fact => ({
  url: trade.notifyUrl,
  fields: { ...signedFields(world, trade), gmt_payment: momentText(trade.paidAtMs ?? 0) },
});

export const refundFact = (world: World, trade: Trade, refund: Refund): Fact => ({
  url: trade.notifyUrl,
  fields: {
    ...signedFields(world, trade),
    gmt_payment: momentText(trade.paidAtMs ?? 0),
    gmt_refund: `${momentText(refund.refundedAtMs)}.000`,
    out_biz_no: refund.outRequestNo,
    refund_fee: yuan(refund.refundFen),
  },
});
