/** Payment providers of students; the server implements their protocols. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";

export const payProviders = {
  "wechat-pay": { zh: "微信支付", en: "WeChat Pay" },
  alipay: { zh: "支付宝", en: "Alipay" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PayProviderId = keyof typeof payProviders;

export const allPayProviders = keysOf(payProviders);
