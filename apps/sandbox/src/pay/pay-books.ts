/** State of the WeChat Pay stand-in: orders, refunds, notifications. Amounts are in fen. */
import { z } from "zod";
import { queued } from "../queued-notification.ts";

const order = z.object({
  outTradeNo: z.string(),
  tradeType: z.enum(["JSAPI", "NATIVE", "MWEB"]),
  appid: z.string(),
  description: z.string(),
  attach: z.string(),
  notifyUrl: z.string(),
  totalFen: z.number().int(),
  openid: z.string(),
  /** Text of the complete request. It distinguishes a retry from a conflicting request. */
  fingerprint: z.string(),
  prepayId: z.string(),
  payableUntilMs: z.number(),
  state: z.enum(["NOTPAY", "SUCCESS", "REFUND", "CLOSED"]),
  transactionId: z.string(),
  paidAtMs: z.number().optional(),
});

const refund = z.object({
  outRefundNo: z.string(),
  refundId: z.string(),
  outTradeNo: z.string(),
  refundFen: z.number().int(),
  notifyUrl: z.string(),
  fingerprint: z.string(),
  status: z.enum(["PROCESSING", "SUCCESS", "CLOSED", "ABNORMAL"]),
  endsAs: z.enum(["SUCCESS", "CLOSED", "ABNORMAL"]),
  createdAtMs: z.number(),
  settlesAtMs: z.number(),
});

/** Queued notification. Its `content` is the JSON to encrypt. */
const notification = queued.extend({ about: z.enum(["transaction", "refund"]) });

export const payBooks = z.object({
  orders: z.record(z.string(), order),
  refunds: z.record(z.string(), refund),
  notifications: z.array(notification),
});

export type PayBooks = z.infer<typeof payBooks>;
export type Order = z.infer<typeof order>;
export type Refund = z.infer<typeof refund>;
export type Notification = z.infer<typeof notification>;

export const openPayBooks = (): PayBooks => ({ orders: {}, refunds: {}, notifications: [] });
