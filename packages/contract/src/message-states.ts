/** What became of a message that was to be sent. */
import type { Bilingual } from "./bilingual.ts";
import { isKeyOf } from "./is-key-of.ts";
import type { Tone } from "./tones.ts";

export const messageStates = {
  queued: { label: { zh: "排队发送", en: "Waiting to be sent" }, tone: "info" },
  sent: { label: { zh: "已发送", en: "Sent" }, tone: "success" },
  skipped: { label: { zh: "未发送：学生没有订阅", en: "Not sent: the student had not subscribed" }, tone: "warning" },
  failed: { label: { zh: "未送达", en: "Not delivered" }, tone: "danger" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type MessageState = keyof typeof messageStates;

export const isMessageState = isKeyOf(messageStates);
