/** Kinds of background jobs, with labels for operators. */
import type { Bilingual } from "../core/bilingual.ts";

export const jobKinds = {
  "standardize-photo": { zh: "照片标准化", en: "Processing photos" },
  "settle-order": { zh: "确认未付订单", en: "Checking open orders" },
  "give-refund": { zh: "办理退款", en: "Refunds" },
  "compare-bill": { zh: "核对账单", en: "Comparing bills" },
  "send-message": { zh: "发送通知", en: "Sending messages" },
  "send-batch": { zh: "上传学信网", en: "Uploading to CHSI" },
  "tell-rejection": { zh: "告知审核未通过", en: "Rejection notices" },
  "ask-batch": { zh: "查询学信网结果", en: "Asking CHSI for results" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type JobKind = keyof typeof jobKinds;
