/** WeChat Pay in our words. Answers are values; whatever else comes from outside is `unavailable`. */
import type { PayChannel } from "@gradphoto/domain";
import type { OurFault } from "../our-fault.ts";

/** `unavailable`: ask again later, nothing is known. `refused`: asking again will not help; an operator is told. */
export type PayRefusal =
  | "unavailable"
  | "refused"
  | "not-found"
  | "order-paid"
  | "order-closed"
  | "number-used"
  | "not-enough"
  | "no-bill";

export type PayAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  /** `fault`: why, where WeChat Pay answers and an operator has to mend it. */
  | { readonly ok: false; readonly refusal: PayRefusal; readonly fault?: OurFault };

export interface OrderRequest {
  /** 6 to 32 of A-Z, a-z, 0-9; the same number with the same content is the same order. */
  readonly outTradeNo: string;
  readonly channel: PayChannel;
  readonly appid: string;
  readonly description: string;
  readonly amountFen: number;
  /** Of the payer, in the app; the two channels inside WeChat ask for it. */
  readonly openid: string | null;
  /** Of the payer; asked for by h5. */
  readonly address: string;
  readonly expiresAt: Date;
}

/** What the client's call of WeChat takes. */
export interface RequestPayment {
  readonly appId: string;
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: "RSA";
  readonly paySign: string;
}

export interface Payment {
  readonly appid: string;
  readonly mchid: string;
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly paidAt: Date;
  readonly amountFen: number;
  readonly currency: string;
}

/** What became of an order. A payment that was refunded since is still a payment. */
export type OrderTruth =
  | { readonly state: "paid"; readonly payment: Payment }
  | { readonly state: "unpaid" | "closed"; readonly payment: null };

export interface RefundRequest {
  readonly outTradeNo: string;
  /** 1 to 64 of A-Z, a-z, 0-9; the same number never gives money twice. */
  readonly outRefundNo: string;
  readonly refundFen: number;
  readonly totalFen: number;
}

export interface RefundTruth {
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly state: "processing" | "succeeded" | "abnormal" | "closed";
  readonly refundFen: number;
  /** When WeChat took the request; a notification does not say. */
  readonly acceptedAt: Date | null;
}

export interface BillPayment {
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly amountFen: number;
}

export interface BillRefund {
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly refundFen: number;
}

export interface TradeBill {
  readonly payments: readonly BillPayment[];
  readonly refunds: readonly BillRefund[];
}

export type Notification = { readonly id: string } & (
  | { readonly about: "payment"; readonly payment: Payment }
  | { readonly about: "refund"; readonly refund: RefundTruth }
  /** Proven, but nothing we know. */
  | { readonly about: "other" }
);

export type NotificationRefusal = "unsigned" | "stale" | "forged" | "unreadable";

export interface WechatPay {
  /** The prepay_id, or for h5 the page's address, or for native the text of the QR code. */
  place(order: OrderRequest): Promise<PayAnswer<string>>;
  requestPayment(appid: string, prepayId: string): RequestPayment;
  readOrder(outTradeNo: string): Promise<PayAnswer<OrderTruth>>;
  close(outTradeNo: string): Promise<PayAnswer<null>>;
  refund(refund: RefundRequest): Promise<PayAnswer<RefundTruth>>;
  readRefund(outRefundNo: string): Promise<PayAnswer<RefundTruth>>;
  /** Payments and accepted refunds of a day in Beijing, `YYYY-MM-DD`; ready from ten o'clock of the next one. */
  readBill(day: string): Promise<PayAnswer<TradeBill>>;
  /** `body`: exactly as it came. */
  openNotification(
    headers: Readonly<Record<string, unknown>>,
    body: string,
  ):
    | { readonly ok: true; readonly value: Notification }
    | { readonly ok: false; readonly refusal: NotificationRefusal };
}
