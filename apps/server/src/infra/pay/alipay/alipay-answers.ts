/** Schemas of Alipay's answers, mapped to our terms. Source: opendocs.alipay.com, OpenAPI 2.0. */
import { z } from "zod";
import type { OrderTruth, PayAnswer, PayRefusal, RefundTruth } from "../pay-provider.ts";

const name = z.string().min(1).max(64);

/** Converts `12.30` or `12.3` to 1230, without floating point. */
export const fenOfYuan = z
  .string()
  .regex(/^\d{1,10}(\.\d{1,2})?$/)
  .transform((yuan) => {
    const [full = "", part = ""] = yuan.split(".");
    return Number(`${full}${part.padEnd(2, "0")}`);
  });

export const yuanOf = (fen: number): string =>
  `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

/** Parses `2026-06-01 10:34:56` in Beijing time. */
export const beijingMoment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  .transform((text) => new Date(`${text.replace(" ", "T")}+08:00`));

const hourMs = 3_600_000;
export const textOfMoment = (at: Date): string =>
  new Date(at.getTime() + 8 * hourMs).toISOString().slice(0, 19).replace("T", " ");

/**
 * Trade with a payment. A closed trade was refunded completely, or was never paid: only the payment time distinguishes
 * the two.
 */
const paid = z.object({
  out_trade_no: name,
  trade_no: name,
  trade_status: z.enum(["TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED"]),
  total_amount: fenOfYuan,
  send_pay_date: beijingMoment,
});
const unpaid = z.object({
  trade_status: z.enum(["WAIT_BUYER_PAY", "TRADE_CLOSED"]),
  send_pay_date: z.undefined().optional(),
});

/**
 * Returns the schema of an order. Answers contain neither seller nor app: they are those of the caller, whom the
 * signature identifies.
 */
export const orderTruthSchema = (merchant: string, appid: string) =>
  z.union([
    paid.transform(
      (payment): OrderTruth => ({
        state: "paid",
        payment: {
          provider: "alipay",
          merchant,
          appid,
          outTradeNo: payment.out_trade_no,
          transactionId: payment.trade_no,
          paidAt: payment.send_pay_date,
          amountFen: payment.total_amount,
          currency: "CNY",
        },
      }),
    ),
    unpaid.transform(
      ({ trade_status }): OrderTruth => ({
        state: trade_status === "TRADE_CLOSED" ? "closed" : "unpaid",
        payment: null,
      }),
    ),
  ]);

/**
 * Schema of a refund. null means that Alipay has refunded nothing under this number. It has no state for a pending
 * refund.
 */
export const refundSchema = z.union([
  z
    .object({
      out_trade_no: name,
      out_request_no: name,
      refund_status: z.literal("REFUND_SUCCESS"),
      refund_amount: fenOfYuan,
      gmt_refund_pay: beijingMoment,
    })
    .transform(
      (refund): RefundTruth => ({
        provider: "alipay",
        outTradeNo: refund.out_trade_no,
        outRefundNo: refund.out_request_no,
        refundId: refund.out_request_no,
        state: "succeeded",
        refundFen: refund.refund_amount,
        acceptedAt: refund.gmt_refund_pay,
      }),
    ),
  z.object({ refund_status: z.undefined().optional() }).transform(() => null),
]);

export const billSchema = z.object({
  bill_download_url: z.url({ protocol: /^https?$/ }).max(4096),
});

/** Codes about the order or the refund. All others are our own fault. */
const refusals: Readonly<Record<string, PayRefusal>> = {
  "ACQ.TRADE_NOT_EXIST": "not-found",
  "ACQ.TRADE_HAS_SUCCESS": "order-paid",
  "ACQ.TRADE_HAS_CLOSE": "order-closed",
  // The order to close is paid or already closed; the caller queries which.
  "ACQ.TRADE_STATUS_ERROR": "order-paid",
  "ACQ.SELLER_BALANCE_NOT_ENOUGH": "not-enough",
  "ACQ.SYSTEM_ERROR": "unavailable",
  "isp.bill_not_exist": "no-bill",
};

/**
 * Maps the codes of an answer. Gateway codes are 20000 for out of order, 40003 and 40006 for no permission, and 40005
 * for an exceeded rate limit.
 */
export function refusalOf(code: string, subCode: string): Extract<PayAnswer<never>, { ok: false }> {
  const knownRefusal = Object.hasOwn(refusals, subCode) ? refusals[subCode] : undefined;
  if (knownRefusal) return { ok: false, refusal: knownRefusal };
  if (code === "20000" || code === "40005") return { ok: false, refusal: "unavailable" };
  const isOurKey = /^isv\.(invalid-signature|invalid-app-id|missing-signature)/.test(subCode);
  // A fault of our key or permissions says nothing about the order.
  if (isOurKey || code === "40003" || code === "40006") {
    return { ok: false, refusal: "unavailable", fault: "unauthorized" };
  }
  return { ok: false, refusal: "refused", fault: "request-refused" };
}
