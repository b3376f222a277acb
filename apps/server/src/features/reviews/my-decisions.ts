/** The last decisions of one reviewer, for taking the latest back. */
import type { RouteAnswer } from "@gradphoto/contract/routes";
import { desc, eq } from "drizzle-orm";
import { collections, persons, reviews } from "../../infra/db/schema/index.ts";
import { maskName } from "../collections/mask-student.ts";
import { personPlaces } from "../collections/person.ts";
import { undoUntil } from "./decide.ts";
import type { ReviewNeeds } from "./needs.ts";
import { presentDecision } from "./show-review.ts";

const shown = 5;

export async function listMyDecisions(
  { db, clock, sealer }: ReviewNeeds,
  reviewerId: string,
): Promise<RouteAnswer<"listMyDecisions">> {
  const found = await db
    .select({ review: reviews, state: collections.state, person: persons })
    .from(reviews)
    .innerJoin(collections, eq(collections.id, reviews.collectionId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(eq(reviews.reviewerId, reviewerId))
    .orderBy(desc(reviews.at), desc(reviews.id))
    .limit(shown);
  const now = clock();
  const decisions = found.map(({ review, state, person }) => {
    const until = undoUntil(review.decision, review.at);
    const undoable = until !== null && until >= now && review.undoneAt === null && state === "approved";
    return {
      ...presentDecision(review),
      nameMasked: maskName(sealer.open(person.name, personPlaces.name(person.id))),
      undoUntil: undoable ? until.toISOString() : null,
    };
  });
  return { decisions };
}
