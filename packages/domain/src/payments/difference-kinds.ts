/** Differences between our books and a payment provider's, with labels for finance. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

/** States of a day's bill: not fetched yet, or reconciled with our books. */
export const billDayStates = {
  open: { label: { zh: "待下载账单", en: "Bill to be fetched" }, tone: "neutral" },
  clear: { label: { zh: "已平", en: "No difference" }, tone: "success" },
  differing: { label: { zh: "有差异", en: "Differences to settle" }, tone: "danger" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export const allBillDayStates = keysOf(billDayStates);

export const differenceKinds = {
  "unknown-order": {
    zh: "支付平台有付款，我们没有这个订单",
    en: "The provider has a payment of an order we do not know",
  },
  "wrong-amount": { zh: "付款金额与订单不符", en: "The amount paid is not the order's" },
  "wrong-merchant": {
    zh: "付款的商户、应用或币种不符",
    en: "Merchant, app or currency of the payment is not ours",
  },
  "second-payment": { zh: "同一订单有第二笔付款", en: "A second payment of one order" },
  "payment-missing-here": {
    zh: "支付平台有付款，我们未记录",
    en: "A payment the provider has and we had not taken note of",
  },
  "payment-missing-there": {
    zh: "我们有付款，账单没有",
    en: "A local payment that the bill lacks",
  },
  "unknown-refund": {
    zh: "支付平台有退款，我们没有这笔退款",
    en: "The provider has a refund we do not know",
  },
  "wrong-refund-amount": { zh: "退款金额不符", en: "The refunded amount is not ours" },
  "refund-missing-here": {
    zh: "支付平台已退款，我们未记录",
    en: "A refund the provider has and we had not taken note of",
  },
  "refund-missing-there": { zh: "我们有退款，账单没有", en: "A local refund that the bill lacks" },
  "refund-abnormal": {
    zh: "退款异常，需在商户平台处理",
    en: "Refund abnormal: settle it on the merchant platform",
  },
  "refund-closed": { zh: "退款未成功，款项未退", en: "Refund closed: no money went back" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type DifferenceKind = keyof typeof differenceKinds;

export const isDifferenceKind = isKeyOf(differenceKinds);

export const allDifferenceKinds = keysOf(differenceKinds);
