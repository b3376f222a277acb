/** A submission shown as if nobody had decided on it yet. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { statusOf } from "../core/collection/present-collection.ts";

type Review = RouteAnswer<"readReview">;

/** `times`: what a submission of now would carry, so that nothing tells it from the others. */
export function blindReview(
  review: Review,
  times: { readonly submittedAt: Date; readonly dueAt: Date; readonly leaseEndsAt: Date },
): Review {
  const { submittedAt } = times;
  const id = review.collectionId;
  return {
    ...review,
    ...statusOf({ id, state: "in_review", createdAt: submittedAt, updatedAt: submittedAt }),
    submittedAt: submittedAt.toISOString(),
    dueAt: times.dueAt.toISOString(),
    dueCertain: true,
    leaseEndsAt: times.leaseEndsAt.toISOString(),
    forSenior: false,
    handedOverBecause: null,
    handedOverBy: null,
    // It would tell that the same photo was refused before.
    seenBefore: review.seenBefore?.own ? null : review.seenBefore,
    // Without those before it, a later one would tell that there were some.
    attempt: { ...review.attempt, number: 1, createdAt: submittedAt.toISOString() },
    earlierAttempts: [],
    decisions: [],
  };
}
