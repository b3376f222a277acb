/** Text of a reviewer's decision. */
import {
  type Bilingual,
  isReviewDecision,
  type ReviewReasonCode,
  reviewDecisionWords,
  reviewReasons,
} from "@gradphoto/domain";
import { useJoinList, useTranslate } from "../lib/words.ts";
import type { Task } from "./use-tasks.ts";

export function useDecisionWord(): (decision: string) => string {
  const translate = useTranslate();
  return (decision) =>
    isReviewDecision(decision) ? translate(reviewDecisionWords[decision]) : decision;
}

/** Returns a function that lists reasons. */
export function useReasonLabels(): (codes: Iterable<ReviewReasonCode>) => string {
  const translate = useTranslate();
  const listed = useJoinList();
  return (codes) => listed([...codes].map((code) => translate(reviewReasons[code].label)));
}

interface Decision {
  readonly decision: string;
  readonly reasons: readonly { readonly label: Bilingual }[];
  readonly words?: string | null;
}

/** Text of a decision with its reasons and its note. */
export function useDecisionText(): (made: Decision) => string {
  const translate = useTranslate();
  const listed = useJoinList();
  const word = useDecisionWord();
  return ({ decision, reasons, words }) =>
    [word(decision), listed(reasons.map(({ label }) => translate(label))), words]
      .filter(Boolean)
      .join(" · ");
}

/** Returns the text of the decision on a photo of this student; null: it was not decided. */
export function useNoticeOf({ decisions }: Task): (attemptId: string) => string | null {
  const describeDecision = useDecisionText();
  return (attemptId) => {
    const made = decisions.filter((one) => one.attemptId === attemptId && !one.undone).at(-1);
    return made ? describeDecision(made) : null;
  };
}
