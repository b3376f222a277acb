/** What the refund rule of a project allows. */
import { type Bilingual, isRefundRule, type RefundRule, refundRules } from "@gradphoto/domain";

/** What has happened with a collection so far. */
export interface RefundFacts {
  readonly uploaded: boolean;
  readonly submitted: boolean;
}

/** Whether the student may have the money back, by asking or at the end of the window. */
const allows: Readonly<Record<RefundRule, (facts: RefundFacts) => boolean>> = {
  "until-submitted": ({ submitted }) => !submitted,
  "until-photo": ({ uploaded }) => !uploaded,
};

/** Throws an Error for a rule that is not in the table: a project may not promise what nobody wrote down. */
function refundRule(code: string): RefundRule {
  if (!isRefundRule(code)) throw new Error(`A project has the unknown refund rule "${code}"`);
  return code;
}

export const refundRuleWords = (code: string): Bilingual => refundRules[refundRule(code)];

export const allowsRefund = (code: string, facts: RefundFacts): boolean => allows[refundRule(code)](facts);
