/** Schemas of WeChat Pay's answers, mapped to our terms. Source: pay.weixin.qq.com, APIv3. */
import { z } from "zod";
import type { OrderTruth, Payment, PayRefusal, RefundTruth } from "../pay-provider.ts";

const name = z.string().min(1).max(64);
const fen = z.int().min(0);
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Successful payment, even if it was refunded later. */
export const paidSchema = z
  .object({
    appid: name,
    mchid: name,
    out_trade_no: name,
    transaction_id: name,
    trade_state: z.enum(["SUCCESS", "REFUND"]),
    success_time: time,
    amount: z.object({ total: fen, currency: z.string().max(16) }),
  })
  .transform(
    (paid): Payment => ({
      provider: "wechat-pay",
      appid: paid.appid,
      merchant: paid.mchid,
      outTradeNo: paid.out_trade_no,
      transactionId: paid.transaction_id,
      paidAt: paid.success_time,
      amountFen: paid.amount.total,
      currency: paid.amount.currency,
    }),
  );

const unpaidSchema = z.object({
  trade_state: z
    .enum(["NOTPAY", "USERPAYING", "PAYERROR", "CLOSED", "REVOKED"])
    .transform((state) =>
      state === "CLOSED" || state === "REVOKED" ? ("closed" as const) : ("unpaid" as const),
    ),
});

export const orderTruthSchema = z.union([
  paidSchema.transform((payment): OrderTruth => ({ state: "paid", payment })),
  unpaidSchema.transform(({ trade_state }): OrderTruth => ({ state: trade_state, payment: null })),
]);

const refundState = z.enum(["PROCESSING", "SUCCESS", "ABNORMAL", "CLOSED"]).transform(
  (state) =>
    (
      ({
        PROCESSING: "processing",
        SUCCESS: "succeeded",
        ABNORMAL: "abnormal",
        CLOSED: "closed",
      }) as const
    )[state],
);
const refundFields = {
  out_trade_no: name,
  out_refund_no: name,
  refund_id: name,
  amount: z.object({ refund: fen }),
};
const refundOf = (
  fields: z.output<z.ZodObject<typeof refundFields>>,
  state: RefundTruth["state"],
  acceptedAt: Date | null,
): RefundTruth => ({
  provider: "wechat-pay",
  outTradeNo: fields.out_trade_no,
  outRefundNo: fields.out_refund_no,
  refundId: fields.refund_id,
  state,
  refundFen: fields.amount.refund,
  acceptedAt,
});

export const refundSchema = z
  .object({ ...refundFields, status: refundState, create_time: time })
  .transform((fields) => refundOf(fields, fields.status, fields.create_time));

export const refundNoticeSchema = z
  .object({ ...refundFields, refund_status: refundState })
  .transform((fields) => refundOf(fields, fields.refund_status, null));

export const placedSchema = z.union([
  z.object({ prepay_id: z.string().min(1).max(128) }).transform(({ prepay_id }) => prepay_id),
  z.object({ h5_url: z.url().max(1024) }).transform(({ h5_url }) => h5_url),
  z.object({ code_url: z.string().min(1).max(512) }).transform(({ code_url }) => code_url),
]);

export const billSchema = z.object({
  hash_type: z.literal("SHA1"),
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  download_url: z.url(),
});

export const errorSchema = z.object({ code: z.string().max(64) });

/** Error codes that a correct request may receive. Every other 4xx is our own fault. */
export const refusals: Readonly<Record<string, PayRefusal>> = {
  ORDER_NOT_EXIST: "not-found",
  ORDERNOTEXIST: "not-found",
  RESOURCE_NOT_EXISTS: "not-found",
  ORDERPAID: "order-paid",
  ORDER_PAID: "order-paid",
  ORDER_CLOSED: "order-closed",
  ORDERCLOSED: "order-closed",
  OUT_TRADE_NO_USED: "number-used",
  NOT_ENOUGH: "not-enough",
  // A 403 that is not about our key: the payer's account cannot receive refunds.
  USER_ACCOUNT_ABNORMAL: "refused",
  NO_STATEMENT_EXIST: "no-bill",
  STATEMENT_CREATING: "unavailable",
  SYSTEM_ERROR: "unavailable",
  FREQUENCY_LIMITED: "unavailable",
  FREQUENCY_LIMIT_EXCEED: "unavailable",
  RATELIMIT_EXCEEDED: "unavailable",
};
