/** A reviewer's decision in words. */
import { isReviewDecision, reviewDecisionWords } from "@gradphoto/domain";
import { useSay } from "../lib/words.ts";

export function useDecisionWord(): (decision: string) => string {
  const say = useSay();
  return (decision) => (isReviewDecision(decision) ? say(reviewDecisionWords[decision]) : decision);
}
