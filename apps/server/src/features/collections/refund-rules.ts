/** The refund rules a project may have, in the words the student agrees to. */
import type { Bilingual } from "@gradphoto/contract";

export const refundRules = {
  "until-submitted": {
    zh: "提交审核前可申请全额退款；提交后不再退款。采集期结束仍未提交的，全额退回。",
    en: "Full refund on request until you submit the photo for review; none after that. What was not submitted when the collection ends is refunded in full.",
  },
  "until-photo": {
    zh: "上传第一张照片前可申请全额退款；上传后不再退款。",
    en: "Full refund on request until you upload the first photo; none after that.",
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type RefundRule = keyof typeof refundRules;

const byCode: ReadonlyMap<string, Bilingual> = new Map(Object.entries(refundRules));

/** Throws an Error for a rule that is not in the table: a project may not promise what nobody wrote down. */
export function refundRuleWords(code: string): Bilingual {
  const words = byCode.get(code);
  if (!words) throw new Error(`A project has the unknown refund rule "${code}"`);
  return words;
}
