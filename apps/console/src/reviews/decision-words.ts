/** A reviewer's decision in words. */
import { isReviewDecision, reviewDecisionWords } from "@gradphoto/domain";
import { useListed, useSay } from "../lib/words.ts";
import type { Review } from "./review.ts";

export function useDecisionWord(): (decision: string) => string {
  const say = useSay();
  return (decision) => (isReviewDecision(decision) ? say(reviewDecisionWords[decision]) : decision);
}

/** What stands of a photo of this student, with why; null: nothing was decided about it. */
export function useSaidOf({ decisions }: Review): (attemptId: string) => string | null {
  const say = useSay();
  const listed = useListed();
  const word = useDecisionWord();
  return (attemptId) => {
    const made = decisions.filter((one) => one.attemptId === attemptId && !one.undone).at(-1);
    if (!made) return null;
    const why = listed(made.reasons.map(({ label }) => say(label)));
    return [word(made.decision), why, made.words].filter(Boolean).join(" · ");
  };
}
