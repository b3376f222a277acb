/** The last decisions of one reviewer, for looking at them once more and for taking back whatever still may be. */
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
import { givenOf, presentAnswer } from "./show-honeypot.ts";
import { opened, presentDecision } from "./show-review.ts";
import { hasNoEffectYet, holdUntil, undoUntil } from "./undo-until.ts";

/** Whatever became of them. */
const latest = 5;
/** More than anybody decides in half an hour; of a hold for hours the older ones are not listed. */
const most = 200;

/** A rejection is held for a day at most. */
const longestHoldMs = 86_400_000;

type ReviewRow = typeof reviews.$inferSelect;
type CollectionRow = typeof collections.$inferSelect;
type DecidedHoneypot = Awaited<ReturnType<typeof decidedHoneypots>>[number];

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
    .limit(most);
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
  const real = found.map(({ review, collection, person, picturesDeletedAt, knownSince }) => ({
    at: review.at,
    stands: review.undoneAt === null,
    undoUntil: undoableUntil(review, mayBeUndone(review, collection)),
    present: async () => ({
      ...presentDecision(opened(review, sealer)),
      reviewId: review.id,
      ...(await photoOf(review.attemptId, person)),
      ...(keepsKnown ? knownOf(review, { ...collection, picturesDeletedAt, knownSince }) : knownToNobody),
    }),
  }));
  const answeredFor = async ({ answer, attemptId, person }: DecidedHoneypot) => {
    const { undoneAt } = answer;
    const [given, made] = [givenOf(answer), presentAnswer(deps, answer, attemptId)];
    if (!given || !made) return [];
    const { decision, at, decisionId } = given;
    const stands = undoneAt === null;
    const mayBeHeld = stands && decision === "reject" && at.getTime() > now.getTime() - longestHoldMs;
    const heldUntil = mayBeHeld ? holdUntil(await deps.configuration.read(db, at), decision, at) : null;
    return [
      {
        at,
        stands,
        undoUntil: undoableUntil({ decision, at, heldUntil }, stands),
        present: async () => ({
          ...made,
          reviewId: decisionId,
          ...(await photoOf(attemptId, person)),
          // As of any other whose collection goes on.
          ...knownToNobody,
          mayBecomeKnown: keepsKnown,
        }),
      },
    ];
  };
  const answered = await Promise.all((await decidedHoneypots(deps, reviewerId, most)).map(answeredFor));
  const all = [...real, ...answered.flat()].sort((one, other) => other.at.getTime() - one.at.getTime());
  const listed = worthListing(all).map(async ({ undoUntil, present }) => ({ ...(await present()), undoUntil }));
  return { decisions: await Promise.all(listed) };
}

interface Listed {
  readonly stands: boolean;
  readonly undoUntil: string | null;
}

/** The latest, those of them that stand made up to the same number, and all that may still be taken back. `all`: latest first. */
export function worthListing<One extends Listed>(all: readonly One[]): readonly One[] {
  const standing = all.filter(({ stands }) => stands).slice(0, latest);
  return all.filter((one, index) => index < latest || standing.includes(one) || one.undoUntil !== null).slice(0, most);
}
