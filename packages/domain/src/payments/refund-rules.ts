/** Refund rules of projects, in the text that students agree to; the server implements what each allows. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

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
