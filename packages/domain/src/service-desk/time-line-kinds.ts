/** Kinds of entries in the time line of a collection, for customer service. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

/**
 * Purposes for which customer service may view a student's full phone number; the student sees them in the access log.
 */
export const phoneLookReasons = {
  "call-back": { zh: "给学生回电", en: "to call the student back" },
  "line-dropped": { zh: "通话中断，重新拨打", en: "to call again after the line dropped" },
  "messages-missing": { zh: "核对通知发到哪个号码", en: "to see where messages go" },
  "number-changed": {
    zh: "学生说号码有误或已更换",
    en: "because the student says it is wrong or was changed",
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PhoneLookReason = keyof typeof phoneLookReasons;

export const isPhoneLookReason = isKeyOf(phoneLookReasons);

export const allPhoneLookReasons = keysOf(phoneLookReasons);

export const timeLineKinds = {
  move: { zh: "进度", en: "Steps" },
  attempt: { zh: "照片", en: "Photos" },
  order: { zh: "订单", en: "Orders" },
  payment: { zh: "支付", en: "Payments" },
  refund: { zh: "退款", en: "Refunds" },
  message: { zh: "通知", en: "Messages" },
  correction: { zh: "更正", en: "Corrections" },
  phone: { zh: "手机号", en: "Phone number" },
  note: { zh: "备注", en: "Notes" },
  look: { zh: "查看照片", en: "Looks at photos" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type TimeLineKind = keyof typeof timeLineKinds;

export const isTimeLineKind = isKeyOf(timeLineKinds);
