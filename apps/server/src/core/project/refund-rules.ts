/** Conditions under which each refund rule of a project allows a refund. */
import type { RefundRule } from "@gradphoto/domain";

/** Progress of the collection so far. */
export interface RefundFacts {
  readonly uploaded: boolean;
  readonly submitted: boolean;
}

/** Whether the student is entitled to a refund, on request or at the end of the window. */
const allows: Readonly<Record<RefundRule, (facts: RefundFacts) => boolean>> = {
  "until-submitted": ({ submitted }) => !submitted,
  "until-photo": ({ uploaded }) => !uploaded,
};

export const allowsRefund = (rule: RefundRule, facts: RefundFacts): boolean => allows[rule](facts);
