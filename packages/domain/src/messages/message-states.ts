/** States of an outgoing message. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { keysOf } from "../core/is-key-of.ts";

export const messageStates = {
  queued: { label: { zh: "排队发送", en: "Waiting to be sent" }, tone: "info" },
  sent: { label: { zh: "已发送", en: "Sent" }, tone: "success" },
  skipped: {
    label: { zh: "未发送：无法联系到学生", en: "Not sent: no way to reach the student" },
    tone: "warning",
  },
  failed: { label: { zh: "未送达", en: "Not delivered" }, tone: "danger" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

/** Delivery channels of a message. */
export const messageChannels = {
  wechat: { zh: "微信", en: "WeChat" },
  sms: { zh: "短信", en: "Text message" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const allMessageChannels = keysOf(messageChannels);

export type MessageState = keyof typeof messageStates;

export const allMessageStates = keysOf(messageStates);

const messageFaults: Readonly<Record<string, Bilingual>> = {
  unavailable: { zh: "微信没有应答", en: "WeChat did not answer" },
  unauthorized: { zh: "微信不认我们的密钥", en: "WeChat did not accept our key" },
  "request-refused": {
    zh: "微信不接受这条通知，请检查模板设置",
    en: "WeChat refused it: check the template's settings",
  },
  "no-phone": {
    zh: "没有微信订阅，也没有内地手机号",
    en: "No consent in WeChat, and no mainland phone number",
  },
  "not-needed": {
    zh: "学生已经完成，不必再提醒",
    en: "The student had gone on: no reminder was needed",
  },
  "sms-budget-spent": {
    zh: "学校当天的催办短信已用完",
    en: "The school's text messages of the day were used up",
  },
  "sms-unavailable": { zh: "短信网关没有应答", en: "The text message gateway did not answer" },
  "sms-refused": { zh: "短信网关暂不接收", en: "The text message gateway takes none at present" },
  "sms-unauthorized": {
    zh: "短信网关不认我们的密钥",
    en: "The text message gateway did not accept our key",
  },
  "sms-request-refused": {
    zh: "短信网关不接受这条短信，请检查签名与模板",
    en: "The text message gateway refused it: check signature and template",
  },
};

/** Label of the last attempt's error. */
export const messageFaultLabel = (fault: string): Bilingual =>
  messageFaults[fault] ?? { zh: fault, en: fault };
