/** The last decisions of one reviewer, for looking at them once more and for taking the latest back. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Call } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { maskStudent } from "../core/collection/mask-student.ts";
import { openStudent } from "../core/collection/person.ts";
import { attempts, collections, honeypots, persons, reviews } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { decidedHoneypots } from "./honeypot-answers.ts";
import { knownOf, knownToNobody } from "./known-photo.ts";
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

export async function listMyDecisions(deps: ReviewDeps, call: Call): Promise<RouteAnswer<"listMyDecisions">> {
  const { db, clock, sealer, signPictures } = deps;
  const reviewerId = staffOf(call);
  const keepsKnown = call.caller.role === "senior-reviewer";
  const found = await db
    .select({
      review: reviews,
      collection: collections,
      person: persons,
      picturesDeletedAt: attempts.picturesDeletedAt,
      knownSince: honeypots.createdAt,
    })
    .from(reviews)
    .innerJoin(collections, eq(collections.id, reviews.collectionId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .innerJoin(attempts, eq(attempts.id, reviews.attemptId))
    .leftJoin(honeypots, and(eq(honeypots.collectionId, reviews.collectionId), isNull(honeypots.endedAt)))
    .where(eq(reviews.reviewerId, reviewerId))
    .orderBy(desc(reviews.at), desc(reviews.id))
    .limit(shown);
  const now = clock();
  const photoOf = async (attemptId: string, person: typeof persons.$inferSelect) => {
    const { nameMasked, studentNumberMasked, department } = maskStudent(openStudent(person, sealer), "");
    const { photoUrl } = await signPictures(attemptId, call);
    return { nameMasked, studentNumberMasked, department, photoUrl };
  };
  const undoableUntil = (made: Parameters<typeof undoUntil>[0], stands: boolean): string | null => {
    const until = undoUntil(made);
    return until !== null && until >= now && stands ? until.toISOString() : null;
  };
  const real = found.map(async ({ review, collection, person, picturesDeletedAt, knownSince }) => ({
    ...presentDecision(opened(review, sealer)),
    reviewId: review.id,
    ...(await photoOf(review.attemptId, person)),
    undoUntil: undoableUntil(review, mayBeUndone(review, collection)),
    ...(keepsKnown ? knownOf(review, { ...collection, picturesDeletedAt, knownSince }) : knownToNobody),
  }));
  const answered = (await decidedHoneypots(deps, reviewerId, shown)).map(async ({ answer, attemptId, person }) => {
    const { id, decision, at, reasons } = answer;
    if (decision === null || at === null) return [];
    const heldUntil = holdUntil(await deps.configuration.read(db, at), decision, at);
    const row = { collectionId: id, attemptId, decision, at, reasons, words: null, undoneAt: null };
    return [
      {
        ...presentDecision(row),
        reviewId: id,
        ...(await photoOf(attemptId, person)),
        undoUntil: undoableUntil({ decision, at, heldUntil }, true),
        // As of any other whose collection goes on.
        ...knownToNobody,
        mayBecomeKnown: keepsKnown,
      },
    ];
  });
  const all = [...(await Promise.all(real)), ...(await Promise.all(answered)).flat()];
  return { decisions: all.sort((one, other) => other.at.localeCompare(one.at)).slice(0, shown) };
}
