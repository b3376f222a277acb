/** What became of a message that was to be sent. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { Tone } from "../core/tones.ts";

export const messageStates = {
  queued: { label: { zh: "排队发送", en: "Waiting to be sent" }, tone: "info" },
  sent: { label: { zh: "已发送", en: "Sent" }, tone: "success" },
  skipped: { label: { zh: "未发送：学生没有订阅", en: "Not sent: the student had not subscribed" }, tone: "warning" },
  failed: { label: { zh: "未送达", en: "Not delivered" }, tone: "danger" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type MessageState = keyof typeof messageStates;

export const allMessageStates = keysOf(messageStates);

const messageFaults: Readonly<Record<string, Bilingual>> = {
  unavailable: { zh: "微信没有应答", en: "WeChat did not answer" },
  unauthorized: { zh: "微信不认我们的密钥", en: "WeChat does not take our key" },
  "request-refused": {
    zh: "微信不接受这条通知，请检查模板设置",
    en: "WeChat refused it: check the template's settings",
  },
  "no-consent": { zh: "没有剩余的订阅次数，或不是小程序用户", en: "No consent left, or not a mini-program user" },
  "not-subscribed": { zh: "微信没有这位学生的订阅", en: "WeChat knows of no consent" },
};

/** Of the last try. */
export const messageFaultLabel = (fault: string): Bilingual => messageFaults[fault] ?? { zh: fault, en: fault };
