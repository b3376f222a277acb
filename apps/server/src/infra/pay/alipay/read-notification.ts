/** Reads a notification: a form signed by Alipay, about a payment or a refund. */
import type { AlipaySdk } from "alipay-sdk";
import { z } from "zod";
import type { PayProvider } from "../pay-provider.ts";
import { beijingMoment, fenOfYuan } from "./alipay-answers.ts";
import type { AlipayMerchant } from "./gateway.ts";

const name = z.string().min(1).max(64);

/** Signature by RSA2 only, because the SDK would accept RSA with SHA-1 if the sender requests it. */
const proof = z.object({ sign: z.string().min(1).max(1024), sign_type: z.literal("RSA2") });

/**
 * Returns true if a field is only one. The signed text is the fields joined by "&", so a value that contains such a
 * separator would be verified as several fields.
 */
const isOneField = ([key, value]: [string, string]): boolean =>
  /^\w+$/.test(key) && !/&\w+=/.test(value);

const common = z.object({
  notify_id: z.string().min(1).max(128),
  app_id: name,
  out_trade_no: name,
});
const payment = common.extend({
  trade_status: z.enum(["TRADE_SUCCESS", "TRADE_FINISHED"]),
  seller_id: name,
  trade_no: name,
  total_amount: fenOfYuan,
  gmt_payment: beijingMoment,
});
const refund = common.extend({ out_biz_no: name, refund_fee: fenOfYuan });

export const createReadNotification =
  (
    sdk: AlipaySdk,
    merchant: Pick<AlipayMerchant, "appId" | "sellerId">,
  ): PayProvider["readNotification"] =>
  (_headers, body) => {
    const pairs = [...new URLSearchParams(body)];
    const fields = Object.fromEntries(pairs);
    if (!proof.safeParse(fields).success) return { ok: false, refusal: "unsigned" };
    // A duplicate field, or a value that contains further fields, would be parsed differently than it was verified.
    const isPlain = Object.keys(fields).length === pairs.length && pairs.every(isOneField);
    const isProven = isPlain && sdk.checkNotifySignV2(fields);
    if (!isProven) return { ok: false, refusal: "forged" };
    const isRefund = fields.refund_fee !== undefined;
    // The caller compares the merchant of a payment; a refund must be compared here, because no later check does. The
    // seller is optional.
    const { app_id: appId, seller_id: sellerId = merchant.sellerId } = fields;
    const isOwn = appId === merchant.appId && sellerId === merchant.sellerId;
    if (isRefund) return isOwn ? readRefund(fields) : { ok: false, refusal: "forged" };
    const isPaid =
      fields.trade_status === "TRADE_SUCCESS" || fields.trade_status === "TRADE_FINISHED";
    return isPaid ? readPayment(fields) : readOther(fields);
  };

type Read = (
  fields: Readonly<Record<string, string>>,
) => ReturnType<PayProvider["readNotification"]>;

const unreadable = { ok: false, refusal: "unreadable" } as const;

const readPayment: Read = (fields) => {
  const read = payment.safeParse(fields);
  if (!read.success) return unreadable;
  const { data } = read;
  return {
    ok: true,
    value: {
      id: data.notify_id,
      about: "payment",
      payment: {
        provider: "alipay",
        merchant: data.seller_id,
        appid: data.app_id,
        outTradeNo: data.out_trade_no,
        transactionId: data.trade_no,
        paidAt: data.gmt_payment,
        amountFen: data.total_amount,
        currency: "CNY",
      },
    },
  };
};

const readRefund: Read = (fields) => {
  const read = refund.safeParse(fields);
  if (!read.success) return unreadable;
  const {
    notify_id,
    out_trade_no: outTradeNo,
    out_biz_no: outRefundNo,
    refund_fee: refundFen,
  } = read.data;
  const numbers = { provider: "alipay", outTradeNo, outRefundNo, refundId: outRefundNo } as const;
  return {
    ok: true,
    value: {
      id: notify_id,
      about: "refund",
      refund: { ...numbers, state: "succeeded", refundFen, acceptedAt: null },
    },
  };
};

const readOther: Read = (fields) => {
  const read = common.safeParse(fields);
  return read.success
    ? { ok: true, value: { id: read.data.notify_id, about: "other" } }
    : unreadable;
};
