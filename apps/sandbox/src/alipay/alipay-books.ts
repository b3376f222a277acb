/** State of the Alipay stand-in: trades, refunds, notifications. Amounts are in fen. */
import { z } from "zod";
import { queued } from "../queued-notification.ts";

/** A trade is created when the payer opens its page, as at Alipay. */
const trade = z.object({
  outTradeNo: z.string(),
  tradeNo: z.string(),
  subject: z.string(),
  totalFen: z.number().int(),
  notifyUrl: z.string(),
  payableUntilMs: z.number(),
  state: z.enum(["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_CLOSED"]),
  createdAtMs: z.number(),
  paidAtMs: z.number().optional(),
});

const refund = z.object({
  outTradeNo: z.string(),
  outRequestNo: z.string(),
  refundFen: z.number().int(),
  refundedAtMs: z.number(),
});

export const alipayBooks = z.object({
  trades: z.record(z.string(), trade),
  refunds: z.array(refund),
  notifications: z.array(queued),
});

export type Trade = z.infer<typeof trade>;
export type Refund = z.infer<typeof refund>;
export type Notification = z.infer<typeof queued>;

export const openAlipayBooks = (): z.infer<typeof alipayBooks> => ({
  trades: {},
  refunds: [],
  notifications: [],
});
