/** Port of WeChat: the operations that the product uses, and its possible refusals. */
import type { RequestFault } from "../request-json.ts";

/**
 * `code-used` means used or expired: a new code is needed. `refused` means that WeChat does not allow this person to
 * sign in.
 */
export type WechatRefusal = "code-used" | "refused" | "unavailable";

export interface WechatApp {
  readonly appid: string;
  readonly secret: string;
}

export interface WechatPerson {
  readonly appid: string;
  readonly openid: string;
  /** null if the app is not linked to others, or the person has not granted it. */
  readonly unionid: string | null;
}

export type WechatAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  /** `fault` is the cause, if WeChat answers and an operator has to fix it. */
  | { readonly ok: false; readonly refusal: WechatRefusal; readonly fault?: RequestFault };

export interface WechatMessage {
  readonly openid: string;
  readonly templateId: string;
  /** Page of the mini-program that a tap opens. */
  readonly page: string;
  /** Keyed by the fields of the template, such as thing1. */
  readonly data: Readonly<Record<string, string>>;
}

/** `not-subscribed` means that no permission is left, `request-refused` that a retry cannot succeed. */
export type MessageAnswer = "sent" | "not-subscribed" | RequestFault | "unavailable";

/** A mini-program code image for scanning. */
export interface MiniProgramCode {
  readonly bytes: Uint8Array;
  readonly mediaType: "image/jpeg" | "image/png";
}

export interface Wechat {
  /** Signs a person in by the `code` of wx.login in the mini-program. */
  login(code: string): Promise<WechatAnswer<WechatPerson>>;
  /** Signs a person in by the OAuth `code` of a page inside WeChat. */
  webLogin(code: string): Promise<WechatAnswer<WechatPerson>>;
  /** Returns the phone number for the `code` of getPhoneNumber, with `+` and the country code. */
  phone(code: string): Promise<WechatAnswer<string>>;
  /** Sends a subscribe message of the mini-program. `unavailable` means that it may have been sent. */
  sendMessage(message: WechatMessage): Promise<MessageAnswer>;
  /**
   * Creates a code that opens the page with the scene, which has at most 32 characters. The number of such codes is not
   * limited.
   */
  miniProgramCode(leadsTo: {
    readonly scene: string;
    readonly page: string;
  }): Promise<WechatAnswer<MiniProgramCode>>;
}
