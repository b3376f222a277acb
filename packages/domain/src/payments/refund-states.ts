/** States of a refund with their moves, from the request to the arrival of the money. */
import type { Bilingual } from "../core/bilingual.ts";
import { defineStates } from "../core/define-states.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

/** Refund rules of projects, in the text that students agree to; the server implements what each allows. */
export const refundRules = {
  "until-submitted": {
    zh: "提交审核前可申请全额退款；提交后不再退款。采集期结束仍未提交的，全额退回。",
    en: "Full refund on request until you submit the photo for review; none after that. What was not submitted when the collection ends is refunded in full.",
  },
  "until-photo": {
    zh: "上传第一张照片前可申请全额退款；上传后不再退款。采集期结束仍未上传的，全额退回。",
    en: "Full refund on request until you upload the first photo; none after that. Without a photo when the collection ends, you are refunded in full.",
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type RefundRule = keyof typeof refundRules;

export const isRefundRule = isKeyOf(refundRules);

export const allRefundRules = keysOf(refundRules);

const refundMoves = {
  start: { zh: "发起退款", en: "Start" },
  "ask-second": { zh: "提交复核", en: "Ask for a second check" },
  confirm: { zh: "同意", en: "Approve" },
  decline: { zh: "不同意", en: "Decline" },
  accept: { zh: "支付平台已受理", en: "Accepted by the provider" },
  succeed: { zh: "退款成功", en: "Succeeded" },
  "turn-abnormal": { zh: "退款异常", en: "Turned abnormal" },
  close: { zh: "退款关闭", en: "Closed by the provider" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type RefundMove = keyof typeof refundMoves;

const decline = { to: "declined", by: ["service", "finance"], requirements: ["reason"] } as const;
const succeed = { to: "succeeded", by: ["system"], requirements: ["receipt"] } as const;
const turnAbnormal = { to: "abnormal", by: ["system"] } as const;
const close = { to: "closed", by: ["system"] } as const;

export const refundStates = defineStates(refundMoves, {
  requested: {
    label: { zh: "已申请", en: "Requested" },
    tone: "info",
    moves: {
      start: { to: "due", by: ["service", "finance"] },
      "ask-second": { to: "waiting", by: ["service", "finance"] },
      decline,
    },
  },
  waiting: {
    label: { zh: "待复核", en: "Awaiting second check" },
    tone: "info",
    moves: { confirm: { to: "due", by: ["finance"] }, decline },
  },
  due: {
    label: { zh: "退款中，待受理", en: "Being refunded, not accepted yet" },
    tone: "info",
    moves: {
      accept: { to: "processing", by: ["system"] },
      succeed,
      "turn-abnormal": turnAbnormal,
      close,
    },
  },
  processing: {
    label: { zh: "退款中", en: "Being refunded" },
    tone: "info",
    moves: { succeed, "turn-abnormal": turnAbnormal, close },
  },
  /**
   * The payer's account could not receive the money; finance settles it on the merchant platform, which may still
   * succeed.
   */
  abnormal: {
    label: { zh: "退款异常，人工处理中", en: "Abnormal, handled by a person" },
    tone: "danger",
    moves: { succeed, close },
  },
  succeeded: { label: { zh: "已退款", en: "Refunded" }, tone: "success", moves: {} },
  closed: { label: { zh: "退款未成功", en: "Not refunded" }, tone: "danger", moves: {} },
  declined: { label: { zh: "未同意退款", en: "Declined" }, tone: "neutral", moves: {} },
});

export type RefundState = keyof typeof refundStates;

export const allRefundStates = keysOf(refundStates);

/** The states in which `move` is possible. */
export const previousRefundStates = (move: RefundMove): readonly RefundState[] =>
  allRefundStates.filter((state) => refundStates[state].moves[move] !== undefined);
