/** What the product asks of WeChat, and every way WeChat may decline. */
import type { OurFault } from "../our-fault.ts";

/** `code-used`: used or expired, a new one is needed. `refused`: WeChat does not want this person signed in. */
export type WechatRefusal = "code-used" | "refused" | "unavailable";

export interface WechatApp {
  readonly appid: string;
  readonly secret: string;
}

export interface WechatPerson {
  readonly appid: string;
  readonly openid: string;
  /** Null where the app is not joined to others, or the person was not asked. */
  readonly unionid: string | null;
}

export type WechatAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  /** `fault`: why, where WeChat answers and an operator has to mend it. */
  | { readonly ok: false; readonly refusal: WechatRefusal; readonly fault?: OurFault };

export interface WechatMessage {
  readonly openid: string;
  readonly templateId: string;
  /** Of the mini-program, opened by a tap. */
  readonly page: string;
  /** By the keys of the template, as thing1. */
  readonly data: Readonly<Record<string, string>>;
}

/** `not-subscribed`: no consent is left. `request-refused`: another try would not help. */
export type MessageAnswer = "sent" | "not-subscribed" | OurFault | "unavailable";

/** A code that WeChat draws for people to scan. */
export interface MiniProgramCode {
  readonly bytes: Uint8Array;
  readonly mediaType: "image/jpeg" | "image/png";
}

export interface Wechat {
  /** The wx.login code of the mini-program. */
  login(code: string): Promise<WechatAnswer<WechatPerson>>;
  /** The OAuth code of a page inside WeChat. */
  webLogin(code: string): Promise<WechatAnswer<WechatPerson>>;
  /** The getPhoneNumber code; the number with `+` and the country's number. */
  phone(code: string): Promise<WechatAnswer<string>>;
  /** A subscribe message of the mini-program. `unavailable`: it may have been sent all the same. */
  sendMessage(message: WechatMessage): Promise<MessageAnswer>;
  /** Opens the page of the mini-program with the scene, which has 32 letters at most. There may be any number of them. */
  miniProgramCode(leadsTo: { readonly scene: string; readonly page: string }): Promise<WechatAnswer<MiniProgramCode>>;
}
