/** Kinds of entries in the time line of a collection, for customer service. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

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

export const allTimeLineKinds: readonly TimeLineKind[] = Object.keys(timeLineKinds).filter(isTimeLineKind);
