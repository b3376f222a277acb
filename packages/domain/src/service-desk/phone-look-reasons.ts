/**
 * Purposes for which customer service may view a student's full phone number; the student sees them in the access log.
 */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

export const phoneLookReasons = {
  "call-back": { zh: "给学生回电", en: "to call the student back" },
  "line-dropped": { zh: "通话中断，重新拨打", en: "to call again after the line dropped" },
  "messages-missing": { zh: "核对通知发到哪个号码", en: "to see where messages go" },
  "number-changed": { zh: "学生说号码有误或已更换", en: "because the student says it is wrong or was changed" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PhoneLookReason = keyof typeof phoneLookReasons;

export const isPhoneLookReason = isKeyOf(phoneLookReasons);

export const allPhoneLookReasons = keysOf(phoneLookReasons);
