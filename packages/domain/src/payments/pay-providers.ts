/** Payment providers of students; the server implements their protocols. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";

/** Payment channels, by the platform that the student uses. */
export const payChannels = {
  "mini-program": { zh: "微信小程序", en: "WeChat mini-program" },
  "official-account": { zh: "微信内网页", en: "Page inside WeChat" },
  h5: { zh: "手机浏览器", en: "Browser of a phone" },
  native: { zh: "扫码支付", en: "QR code on a screen" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PayChannel = keyof typeof payChannels;

export const allPayChannels = keysOf(payChannels);

export const payProviders = {
  "wechat-pay": { zh: "微信支付", en: "WeChat Pay" },
  alipay: { zh: "支付宝", en: "Alipay" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PayProviderId = keyof typeof payProviders;

export const allPayProviders = keysOf(payProviders);
