/** What a reviewer learns from second looks: which of their decisions were seen otherwise, and what became of them. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, gt, ne } from "drizzle-orm";
import { maskName } from "../core/collection/mask-student.ts";
import { personPlaces } from "../core/collection/person.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { collections, persons, reviews, secondLooks } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { opened, presentDecision } from "./show-review.ts";

const shown = 10;
const sinceMs = 14 * 24 * 3_600_000;

export async function listSeenOtherwise(
  { db, clock, sealer }: ReviewDeps,
  reviewerId: string,
): Promise<RouteAnswer<"listSeenOtherwise">> {
  const since = new Date(clock().getTime() - sinceMs);
  const found = await db
    .select({ review: reviews, look: secondLooks, person: persons })
    .from(reviews)
    .innerJoin(secondLooks, and(eq(secondLooks.reviewId, reviews.id), ne(secondLooks.decision, reviews.decision)))
    .innerJoin(collections, eq(collections.id, reviews.collectionId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(and(eq(reviews.reviewerId, reviewerId), gt(reviews.at, since)))
    .orderBy(desc(reviews.at), desc(reviews.id))
    .limit(shown);
  const decisions = found.flatMap(({ review, look, person }) => {
    const { decision, at, reasons } = look;
    if (decision === null || at === null) return [];
    return [
      {
        ...presentDecision(opened(review, sealer)),
        reviewId: review.id,
        nameMasked: maskName(sealer.open(person.name, personPlaces.name(person.id))),
        second: { decision, reasons: reasons.map(reasonWords), at: at.toISOString() },
        recalled: review.recalledBy !== null,
      },
    ];
  });
  return { decisions };
}
