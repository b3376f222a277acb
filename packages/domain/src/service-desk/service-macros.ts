/** Canned answers of customer service: each can be inserted into a note or reason and edited there. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

export interface ServiceMacro {
  readonly label: Bilingual;
  readonly text: Bilingual;
}

/** An answer as set by operators. */
export interface ServiceAnswer extends Bilingual {
  /** Title of an answer that operators added; the built-in answers have fixed titles. */
  readonly title?: Bilingual | undefined;
  /** No longer offered; texts written with it are unchanged. */
  readonly retired?: boolean | undefined;
}

export const serviceMacros = {
  "wants-another-photo": {
    label: { zh: "想换一张照片", en: "Wants another photo" },
    text: {
      zh: "学生来电要求更换已提交的照片，已核对身份。",
      en: "The student asked to change the submitted photo; identity checked.",
    },
  },
  "wrong-data": {
    label: { zh: "学籍信息有误", en: "Data are wrong" },
    text: {
      zh: "学籍信息与学信网不一致，已请学生在学信网更正后重新获取采集码。",
      en: "The data differ from CHSI. The student was asked to have them corrected there and to fetch a new code.",
    },
  },
  "rejection-explained": {
    label: { zh: "解释未通过原因", en: "Explained a rejection" },
    text: {
      zh: "已向学生说明未通过的原因和重拍方法，重拍不收费。",
      en: "Explained why the photo was not approved and how to take it again, free of charge.",
    },
  },
  "message-not-received": {
    label: { zh: "没有收到通知", en: "Got no message" },
    text: {
      zh: "学生没有收到通知，已请学生在采集详情再次同意接收。",
      en: "The student got no message and was asked to agree to messages again on the collection page.",
    },
  },
  "refund-wish": {
    label: { zh: "学生申请退款", en: "Asks for a refund" },
    text: {
      zh: "学生申请退款，已说明全额原路退回、采集随之结束。",
      en: "The student asks for a refund; informed that the full amount is refunded and the collection ends.",
    },
  },
  "call-again": {
    label: { zh: "稍后回电", en: "Call back" },
    text: {
      zh: "已答应学生在一个工作日内回电。",
      en: "Promised to call back within one working day.",
    },
  },
} as const satisfies Readonly<Record<string, ServiceMacro>>;

export type ServiceMacroCode = keyof typeof serviceMacros;

export const isServiceMacro = isKeyOf(serviceMacros);

export const allServiceMacros: readonly ServiceMacroCode[] =
  Object.keys(serviceMacros).filter(isServiceMacro);

/** Builds the code of an operator-defined canned reply from its uuid. */
export const addedAnswerCode = (uuid: string): string => `added-${uuid}`;

export const isAddedAnswer = (code: string): boolean =>
  /^added-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(code);

/** null: there is no such answer, and none can be added with that code. */
export function initialAnswer(code: string): ServiceAnswer | null {
  if (isServiceMacro(code)) return serviceMacros[code].text;
  return isAddedAnswer(code) ? { zh: "", en: "", title: { zh: "", en: "" }, retired: true } : null;
}
