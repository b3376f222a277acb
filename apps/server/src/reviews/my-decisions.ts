/** The last decisions of one reviewer, for taking the latest back. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { desc, eq } from "drizzle-orm";
import { maskName } from "../core/collection/mask-student.ts";
import { personPlaces } from "../core/collection/person.ts";
import { collections, persons, reviews } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { decidedHoneypots } from "./honeypot-answers.ts";
import { opened, presentDecision } from "./show-review.ts";
import { hasNoEffectYet, holdUntil, undoUntil } from "./undo-until.ts";

const shown = 5;

type ReviewRow = typeof reviews.$inferSelect;
type CollectionRow = typeof collections.$inferSelect;

/** Nobody has acted on it yet. */
function mayBeUndone(review: ReviewRow, collection: CollectionRow): boolean {
  if (review.decision !== "escalate") return hasNoEffectYet(review, collection);
  return review.undoneAt === null && collection.state === "in_review" && collection.handedTo !== null;
}

export async function listMyDecisions(deps: ReviewDeps, reviewerId: string): Promise<RouteAnswer<"listMyDecisions">> {
  const { db, clock, sealer } = deps;
  const found = await db
    .select({ review: reviews, collection: collections, person: persons })
    .from(reviews)
    .innerJoin(collections, eq(collections.id, reviews.collectionId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(eq(reviews.reviewerId, reviewerId))
    .orderBy(desc(reviews.at), desc(reviews.id))
    .limit(shown);
  const now = clock();
  const nameOf = (person: typeof persons.$inferSelect): string =>
    maskName(sealer.open(person.name, personPlaces.name(person.id)));
  const undoableUntil = (made: Parameters<typeof undoUntil>[0], stands: boolean): string | null => {
    const until = undoUntil(made);
    return until !== null && until >= now && stands ? until.toISOString() : null;
  };
  const real = found.map(({ review, collection, person }) => ({
    ...presentDecision(opened(review, sealer)),
    nameMasked: nameOf(person),
    undoUntil: undoableUntil(review, mayBeUndone(review, collection)),
  }));
  const answered = (await decidedHoneypots(deps, reviewerId, shown)).map(async ({ answer, person }) => {
    const { id, decision, at, reasons } = answer;
    if (decision === null || at === null) return [];
    const heldUntil = holdUntil(await deps.configuration.read(db, at), decision, at);
    const row = { collectionId: id, attemptId: id, decision, at, reasons, words: null, undoneAt: null };
    return [
      {
        ...presentDecision(row),
        nameMasked: nameOf(person),
        undoUntil: undoableUntil({ decision, at, heldUntil }, true),
      },
    ];
  });
  const known = (await Promise.all(answered)).flat();
  const decisions = [...real, ...known].sort((one, other) => other.at.localeCompare(one.at)).slice(0, shown);
  return { decisions };
}
