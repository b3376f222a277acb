/** States of an order with their moves; money that arrives after closing is recorded and refunded. */
import type { Bilingual } from "../core/bilingual.ts";
import { defineStates } from "../core/define-states.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

const orderMoves = {
  pay: { zh: "支付成功", en: "Paid" },
  close: { zh: "关闭", en: "Close" },
  refund: { zh: "退款", en: "Refund" },
} as const satisfies Readonly<Record<string, Bilingual>>;

const pay = { to: "paid", by: ["system"], requirements: ["payment"] } as const;

export const orderStates = defineStates(orderMoves, {
  open: {
    label: { zh: "待支付", en: "To be paid" },
    tone: "warning",
    moves: { pay, close: { to: "closed", by: ["system"] } },
  },
  paid: {
    label: { zh: "已支付", en: "Paid" },
    tone: "success",
    moves: { refund: { to: "refunded", by: ["system"], requirements: ["receipt"] } },
  },
  closed: { label: { zh: "已关闭", en: "Closed" }, tone: "neutral", moves: { pay } },
  refunded: { label: { zh: "已退款", en: "Refunded" }, tone: "neutral", moves: {} },
});

export type OrderState = keyof typeof orderStates;

export const isOrderState = isKeyOf(orderStates);

export const allOrderStates = keysOf(orderStates);

/** Returns true if an order in `state` accepts a proven payment. */
export const takesPayment = (state: OrderState): boolean =>
  orderStates[state].moves.pay !== undefined;

/** Returns true if an order in `state` waits for its payment. */
export const awaitsPayment = (state: OrderState): boolean =>
  orderStates[state].moves.close !== undefined;
