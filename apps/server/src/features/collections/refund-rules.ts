/** The refund rules a project may have: the words the student agrees to, and what they mean. */
import type { Bilingual } from "@gradphoto/contract";

/** What has happened with a collection so far. */
export interface RefundFacts {
  readonly uploaded: boolean;
  readonly submitted: boolean;
}

interface RefundRuleRow extends Bilingual {
  /** Whether the student may have the money back, by asking or at the end of the window. */
  readonly allows: (facts: RefundFacts) => boolean;
}

export const refundRules = {
  "until-submitted": {
    zh: "提交审核前可申请全额退款；提交后不再退款。采集期结束仍未提交的，全额退回。",
    en: "Full refund on request until you submit the photo for review; none after that. What was not submitted when the collection ends is refunded in full.",
    allows: ({ submitted }) => !submitted,
  },
  "until-photo": {
    zh: "上传第一张照片前可申请全额退款；上传后不再退款。采集期结束仍未上传的，全额退回。",
    en: "Full refund on request until you upload the first photo; none after that. Without a photo when the collection ends, you are refunded in full.",
    allows: ({ uploaded }) => !uploaded,
  },
} as const satisfies Readonly<Record<string, RefundRuleRow>>;

export type RefundRule = keyof typeof refundRules;

const byCode: ReadonlyMap<string, RefundRuleRow> = new Map(Object.entries(refundRules));

/** Throws an Error for a rule that is not in the table: a project may not promise what nobody wrote down. */
function refundRule(code: string): RefundRuleRow {
  const rule = byCode.get(code);
  if (!rule) throw new Error(`A project has the unknown refund rule "${code}"`);
  return rule;
}

export function refundRuleWords(code: string): Bilingual {
  const { zh, en } = refundRule(code);
  return { zh, en };
}

export const allowsRefund = (code: string, facts: RefundFacts): boolean => refundRule(code).allows(facts);
