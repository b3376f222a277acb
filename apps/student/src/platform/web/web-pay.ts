/** Paying on the web: WeChat's own call inside its browser, the provider's page on a phone, a QR code on a larger screen. */
import type { PayChannel } from "@gradphoto/domain";
import type { PayAction, PayOutcome } from "../platform.ts";

interface WeixinBridge {
  invoke(name: string, args: object, done: (answer: { readonly err_msg?: string }) => void): void;
}

declare global {
  interface Window {
    /** There once WeChat's browser has made it. */
    readonly WeixinJSBridge?: WeixinBridge;
  }
}

export const isWechatBrowser = /MicroMessenger/i.test(navigator.userAgent);

export function webPayChannel(): PayChannel {
  if (isWechatBrowser) return "official-account";
  return matchMedia("(pointer: coarse)").matches ? "h5" : "native";
}

export async function webPay(action: PayAction): Promise<PayOutcome> {
  if (action.kind === "wechat-jsapi") return payInsideWechat(await weixinBridge(), action.requestPayment);
  if (action.kind === "qr") return { codeText: action.text };
  location.href = action.url;
  return "left";
}

const weixinBridge = (): Promise<WeixinBridge> =>
  new Promise((resolve) => {
    if (window.WeixinJSBridge) resolve(window.WeixinJSBridge);
    document.addEventListener("WeixinJSBridgeReady", () => {
      if (window.WeixinJSBridge) resolve(window.WeixinJSBridge);
    });
  });

const payInsideWechat = (bridge: WeixinBridge, args: object): Promise<PayOutcome> =>
  new Promise((resolve) => {
    bridge.invoke("getBrandWCPayRequest", args, ({ err_msg }) => {
      if (err_msg === "get_brand_wcpay_request:ok") resolve("asked");
      else resolve(err_msg === "get_brand_wcpay_request:cancel" ? "cancelled" : "refused");
    });
  });
