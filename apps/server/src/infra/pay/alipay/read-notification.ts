/** Reads a notification: a form whose fields Alipay signed, about a payment or about money given back. */
import type { AlipaySdk } from "alipay-sdk";
import { z } from "zod";
import type { PayProvider } from "../pay-provider.ts";
import { beijingMoment, fenOfYuan } from "./alipay-answers.ts";
import type { AlipayMerchant } from "./gateway.ts";

const name = z.string().min(1).max(64);

/** RSA with SHA-1 would be taken by the SDK, if the sender asks for it. */
const proof = z.object({ sign: z.string().min(1).max(1024), sign_type: z.literal("RSA2") });

/** What is signed are the fields joined by "&": one that holds such a joint is proven as several. */
const isOneField = ([key, value]: [string, string]): boolean => /^\w+$/.test(key) && !/&\w+=/.test(value);

const common = z.object({ notify_id: z.string().min(1).max(128), app_id: name, out_trade_no: name });
const payment = common.extend({
  trade_status: z.enum(["TRADE_SUCCESS", "TRADE_FINISHED"]),
  seller_id: name,
  trade_no: name,
  total_amount: fenOfYuan,
  gmt_payment: beijingMoment,
});
const refund = common.extend({ out_biz_no: name, refund_fee: fenOfYuan });

export const createReadNotification =
  (sdk: AlipaySdk, merchant: Pick<AlipayMerchant, "appId" | "sellerId">): PayProvider["readNotification"] =>
  (_headers, body) => {
    const pairs = [...new URLSearchParams(body)];
    const fields = Object.fromEntries(pairs);
    if (!proof.safeParse(fields).success) return { ok: false, refusal: "unsigned" };
    // A field that comes twice, or holds its neighbours, would be read one way and proven another.
    const isPlain = Object.keys(fields).length === pairs.length && pairs.every(isOneField);
    const isProven = isPlain && sdk.checkNotifySignV2(fields);
    if (!isProven) return { ok: false, refusal: "forged" };
    const isRefund = fields.refund_fee !== undefined;
    // A payment says whose it is and is compared by whoever takes it; of money given back nobody asks later. The seller may be left out.
    const { app_id: appId, seller_id: sellerId = merchant.sellerId } = fields;
    const isOwn = appId === merchant.appId && sellerId === merchant.sellerId;
    if (isRefund) return isOwn ? readRefund(fields) : { ok: false, refusal: "forged" };
    const isPaid = fields.trade_status === "TRADE_SUCCESS" || fields.trade_status === "TRADE_FINISHED";
    return isPaid ? readPayment(fields) : readOther(fields);
  };

type Read = (fields: Readonly<Record<string, string>>) => ReturnType<PayProvider["readNotification"]>;

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
  const { notify_id, out_trade_no: outTradeNo, out_biz_no: outRefundNo, refund_fee: refundFen } = read.data;
  const numbers = { provider: "alipay", outTradeNo, outRefundNo, refundId: outRefundNo } as const;
  return {
    ok: true,
    value: { id: notify_id, about: "refund", refund: { ...numbers, state: "succeeded", refundFen, acceptedAt: null } },
  };
};

const readOther: Read = (fields) => {
  const read = common.safeParse(fields);
  return read.success ? { ok: true, value: { id: read.data.notify_id, about: "other" } } : unreadable;
};
