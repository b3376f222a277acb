/** The seam of payment: what the product asks of whoever takes the money, in its own words. Answers are values; whatever else comes from outside is `unavailable`. */
import type { PayChannel, PayProviderId } from "@gradphoto/domain";
import type { ClientAction } from "@gradphoto/domain/routes";
import type { Clock } from "../clock.ts";
import type { OurFault } from "../our-fault.ts";
import type { TradeBill } from "./trade-bill.ts";

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
  /** `fault`: why, where the provider answers and an operator has to mend it. */
  | { readonly ok: false; readonly refusal: PayRefusal; readonly fault?: OurFault };

/** Our app at the provider under which a channel is paid. */
export interface PayApp {
  readonly appid: string;
  /** Whether an order names its payer, as the app knows them. */
  readonly namesPayer: boolean;
}

export interface OrderRequest {
  /** 6 to 32 of A-Z, a-z, 0-9; the same number with the same content is the same order. */
  readonly outTradeNo: string;
  readonly channel: PayChannel;
  readonly appid: string;
  readonly description: string;
  readonly amountFen: number;
  /** Set where the app asks for it. */
  readonly payerId: string | null;
  /** Of the payer's device. */
  readonly address: string;
  readonly expiresAt: Date;
  /** Where a page of the provider leads back to. */
  readonly returnUrl: string | null;
  /** `keep` of an earlier start of this order. */
  readonly kept: string | null;
}

export interface StartedPayment {
  readonly action: ClientAction;
  /** What spares the provider the next start of this order; null where it is asked each time. */
  readonly keep: string | null;
}

export interface Payment {
  readonly provider: PayProviderId;
  readonly merchant: string;
  readonly appid: string;
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

export interface RefundNumbers {
  readonly outTradeNo: string;
  /** 1 to 64 of A-Z, a-z, 0-9; the same number never gives money twice. */
  readonly outRefundNo: string;
}

export interface RefundRequest extends RefundNumbers {
  readonly refundFen: number;
  readonly totalFen: number;
}

export interface RefundTruth extends RefundNumbers {
  readonly provider: PayProviderId;
  /** The provider's number of it; it may be ours again. */
  readonly refundId: string;
  readonly state: "processing" | "succeeded" | "abnormal" | "closed";
  readonly refundFen: number;
  /** The moment under which the bill has it; null where a notification does not say. */
  readonly acceptedAt: Date | null;
}

export type Notification = { readonly id: string } & (
  | { readonly about: "payment"; readonly payment: Payment }
  | { readonly about: "refund"; readonly refund: RefundTruth }
  /** Proven, but nothing we know. */
  | { readonly about: "other" }
);

export type ReadNotification =
  | { readonly ok: true; readonly value: Notification }
  | { readonly ok: false; readonly refusal: "unsigned" | "stale" | "forged" | "unreadable" };

export interface PayProvider {
  /** Our number as a merchant. */
  readonly merchant: string;
  /** null where the channel cannot be paid through it. */
  appOf(channel: PayChannel): PayApp | null;
  /** Starting an order again is the same order. */
  start(order: OrderRequest): Promise<PayAnswer<StartedPayment>>;
  query(outTradeNo: string): Promise<PayAnswer<OrderTruth>>;
  close(outTradeNo: string): Promise<PayAnswer<null>>;
  refund(refund: RefundRequest): Promise<PayAnswer<RefundTruth>>;
  queryRefund(refund: RefundNumbers): Promise<PayAnswer<RefundTruth>>;
  /** Payments and accepted refunds of a day in Beijing, `YYYY-MM-DD`; ready from ten o'clock of the next one. null: it has no bills, and none are compared. */
  readonly readBill: ((day: string) => Promise<PayAnswer<TradeBill>>) | null;
  /** `body`: exactly as it came. */
  readNotification(headers: Readonly<Record<string, unknown>>, body: string): ReadNotification;
  /** What it has to hear so as not to send a notification again. */
  readonly thanks: { readonly status: number; readonly text: string };
}

export type ProviderOf = (id: PayProviderId) => PayProvider;

export interface PayProviderDeps {
  /** Where it sends its notifications. */
  readonly notifyUrl: string;
  /** Of WeChat's two apps, which WeChat Pay is bound to. */
  readonly wechatAppids: { readonly miniProgram: string; readonly officialAccount: string };
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Told what an operator must mend, such as a wrong key. */
  readonly warn: (fields: { readonly provider: PayProviderId; readonly code: string }, message: string) => void;
}

/** Of a bill: nobody waits for it, and it comes as fast as it is compared. */
export const billTimeoutMs = 600_000;

export const unavailable = { ok: false, refusal: "unavailable" } as const;
