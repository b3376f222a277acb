/** What became of taking one's own decision back, by what the service answered. */
import type { Answer, Problem } from "@gradphoto/domain/client";
import { mayPass } from "./may-pass.ts";
import type { Review } from "./review.ts";

export type TakenBack =
  | { readonly at: "back"; readonly review: Review }
  /** Whatever keeps it: told apart, a known photo could be told from the others. */
  | { readonly at: "too-late" }
  | { readonly at: "refused"; readonly problem: Problem }
  /** No answer came, or not all of it: it may be taken back all the same. */
  | { readonly at: "unclear"; readonly problem: Problem };

export const notTakenBack = (problem: Problem): TakenBack => ({
  at: mayPass(problem) ? "unclear" : "refused",
  problem,
});

/** `conflict`: what the service said against it; null: it took it back. `read`: the submission after that. */
export function takenBack(conflict: Problem | null, read: Answer<"readReview">): TakenBack {
  if (read.ok) {
    const isBack = conflict === null || isInHandAgain(read.value);
    return isBack ? { at: "back", review: read.value } : { at: "too-late" };
  }
  // What has gone on since may be read no more.
  return conflict === null || mayPass(read.problem) ? notTakenBack(read.problem) : { at: "too-late" };
}

/** Whether an earlier request took it back. */
export const isInHandAgain = ({
  state,
  leaseEndsAt,
  decisions,
}: Pick<Review, "state" | "leaseEndsAt" | "decisions">): boolean =>
  state === "in_review" && leaseEndsAt !== null && decisions.at(-1)?.undone === true;
