/** What the refund rule of a project allows. */
import type { RefundRule } from "@gradphoto/domain";

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

export const allowsRefund = (rule: RefundRule, facts: RefundFacts): boolean => allows[rule](facts);
