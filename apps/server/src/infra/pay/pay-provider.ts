/**
 * Port of the payment providers, in the product's own terms. Answers are values; any other external failure is
 * `unavailable`.
 */
import type { PayChannel, PayProviderId } from "@gradphoto/domain";
import type { ClientAction } from "@gradphoto/domain/routes";
import type { Clock } from "../clock.ts";
import type { RequestFault } from "../request-json.ts";
import type { TradeBill } from "./trade-bill.ts";

/**
 * `unavailable` means that the result is unknown: retry later. `refused` means that a retry cannot succeed; the
 * operator is notified.
 */
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
  /** `fault` is the cause, if the provider answers and an operator has to fix it. */
  | { readonly ok: false; readonly refusal: PayRefusal; readonly fault?: RequestFault };

/** Our app at the provider that a channel uses. */
export interface PayApp {
  readonly appid: string;
  /** True if an order must contain the payer's id in the app. */
  readonly namesPayer: boolean;
}

export interface OrderRequest {
  /** Number of 6 to 32 of A-Z, a-z, 0-9. The same number with the same content is the same order. */
  readonly outTradeNo: string;
  readonly channel: PayChannel;
  readonly appid: string;
  readonly description: string;
  readonly amountFen: number;
  /** Id of the payer, set if the app requires it. */
  readonly payerId: string | null;
  /** IP address of the payer's device. */
  readonly address: string;
  readonly expiresAt: Date;
  /** The page to which the provider's page redirects. */
  readonly returnUrl: string | null;
  /** `stateToSave` of an earlier start of this order. */
  readonly savedState: string | null;
}

export interface StartedPayment {
  readonly action: ClientAction;
  /** Provider data that makes the next start of this order unnecessary. null if each start needs a request. */
  readonly stateToSave: string | null;
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

/** State of an order. A payment that was refunded later is still a payment. */
export type OrderTruth =
  | { readonly state: "paid"; readonly payment: Payment }
  | { readonly state: "unpaid" | "closed"; readonly payment: null };

export interface RefundNumbers {
  readonly outTradeNo: string;
  /** Number of 1 to 64 of A-Z, a-z, 0-9. The same number never refunds twice. */
  readonly outRefundNo: string;
}

export interface RefundRequest extends RefundNumbers {
  readonly refundFen: number;
  readonly totalFen: number;
}

export interface RefundTruth extends RefundNumbers {
  readonly provider: PayProviderId;
  /** The provider's refund number; may be equal to ours. */
  readonly refundId: string;
  readonly state: "processing" | "succeeded" | "abnormal" | "closed";
  readonly refundFen: number;
  /** The time under which the bill lists the refund. null if a notification does not contain it. */
  readonly acceptedAt: Date | null;
}

export type Notification = { readonly id: string } & (
  | { readonly about: "payment"; readonly payment: Payment }
  | { readonly about: "refund"; readonly refund: RefundTruth }
  /** A proven notification of an unknown kind. */
  | { readonly about: "other" }
);

export type ReadNotification =
  | { readonly ok: true; readonly value: Notification }
  | { readonly ok: false; readonly refusal: "unsigned" | "stale" | "forged" | "unreadable" };

export interface PayProvider {
  /** Our merchant id. */
  readonly merchant: string;
  /** Returns null if the channel is not available with this provider. */
  appOf(channel: PayChannel): PayApp | null;
  /** Starting an order again is idempotent. */
  start(order: OrderRequest): Promise<PayAnswer<StartedPayment>>;
  query(outTradeNo: string): Promise<PayAnswer<OrderTruth>>;
  close(outTradeNo: string): Promise<PayAnswer<null>>;
  refund(refund: RefundRequest): Promise<PayAnswer<RefundTruth>>;
  queryRefund(refund: RefundNumbers): Promise<PayAnswer<RefundTruth>>;
  /**
   * Reads the payments and accepted refunds of a day in Beijing, `YYYY-MM-DD`, available from 10:00 of the next day.
   * null if the provider has no bills, so that none are reconciled.
   */
  readonly readBill: ((day: string) => Promise<PayAnswer<TradeBill>>) | null;
  /** Verifies and reads a notification. `body` is the raw body. */
  readNotification(headers: Readonly<Record<string, unknown>>, body: string): ReadNotification;
  /** The response that stops the provider from repeating a notification. */
  readonly thanks: { readonly status: number; readonly text: string };
}

export type ProviderOf = (id: PayProviderId) => PayProvider;

export interface PayProviderDeps {
  /** Address for the provider's notifications. */
  readonly notifyUrl: string;
  /** Ids of the two WeChat apps that WeChat Pay is bound to. */
  readonly wechatAppids: { readonly miniProgram: string; readonly officialAccount: string };
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Called for problems that an operator must fix, such as a wrong key. */
  readonly warn: (
    fields: { readonly provider: PayProviderId; readonly code: string },
    message: string,
  ) => void;
}

/** Timeout for a bill. No user waits for it, and the download is only as fast as its lines are compared. */
export const billTimeoutMs = 600_000;

export const unavailable = { ok: false, refusal: "unavailable" } as const;
