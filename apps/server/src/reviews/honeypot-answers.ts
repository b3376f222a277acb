/** Known photos in a reviewer's hand: they come, are decided and taken back like any other, and move nothing. */
import { type CollectionState, collectionStates, type ReviewDecision } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, desc, eq, inArray, isNotNull, isNull, notExists, or } from "drizzle-orm";
import { type Call, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { statusOf } from "../core/collection/present-collection.ts";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, collections, honeypotAnswers, honeypots, persons, reviews } from "../infra/db/schema/index.ts";
import { addWorkingDays } from "../infra/working-days/working-days.ts";
import { blindReview } from "./blind-review.ts";
import type { Decision } from "./decision.ts";
import type { ReviewDeps } from "./deps.ts";
import { leaseEnd } from "./leases.ts";
import { type Chosen, isChosen } from "./queue.ts";
import { presentDecision, showReview } from "./show-review.ts";
import { holdUntil, undoUntil } from "./undo-until.ts";

type Review = RouteAnswer<"readReview">;
type AnswerRow = typeof honeypotAnswers.$inferSelect;

const dayMs = 86_400_000;

const openOf = (reviewerId: string) =>
  and(eq(honeypotAnswers.reviewerId, reviewerId), isNull(honeypotAnswers.decision));

/**
 * The one the reviewer has in hand; a new one when their latest decision falls into the sample. `chosen`: whoever
 * reviews one project or school would know another's photo for a test.
 */
export async function mixInHoneypot(deps: ReviewDeps, call: Call, chosen: Chosen): Promise<Review | null> {
  const { db, clock, ids, sample, configuration } = deps;
  const reviewerId = staffOf(call);
  const open = await inTransaction(db, async (tx) => {
    const now = clock();
    const among = tx
      .select({ id: honeypots.id })
      .from(honeypots)
      .innerJoin(collections, eq(collections.id, honeypots.collectionId))
      .where(isChosen(chosen));
    const [held] = await tx
      .select()
      .from(honeypotAnswers)
      .where(and(openOf(reviewerId), inArray(honeypotAnswers.honeypotId, among)))
      .for("update");
    if (held) {
      const [renewed] = await tx
        .update(honeypotAnswers)
        .set({ endsAt: leaseEnd(now) })
        .where(eq(honeypotAnswers.id, held.id))
        .returning();
      return renewed;
    }
    const [latest] = await tx
      .select({ id: reviews.id })
      .from(reviews)
      .where(eq(reviews.reviewerId, reviewerId))
      .orderBy(desc(reviews.at))
      .limit(1);
    if (!latest || !sample(await configuration.read(tx), "honeypot", latest.id)) return undefined;
    if ((await tx.$count(honeypotAnswers, openOf(reviewerId))) > 0) return undefined;
    const mine = tx
      .select({ id: honeypotAnswers.id })
      .from(honeypotAnswers)
      .where(
        and(
          eq(honeypotAnswers.honeypotId, honeypots.id),
          eq(honeypotAnswers.reviewerId, reviewerId),
          isNull(honeypotAnswers.undoneAt),
        ),
      );
    const decidedByMe = tx
      .select({ id: reviews.id })
      .from(reviews)
      .where(and(eq(reviews.attemptId, honeypots.attemptId), eq(reviews.reviewerId, reviewerId)));
    const [fresh] = await tx
      .select({ id: honeypots.id })
      .from(honeypots)
      .innerJoin(attempts, eq(attempts.id, honeypots.attemptId))
      .innerJoin(collections, eq(collections.id, honeypots.collectionId))
      .where(
        and(
          isNull(honeypots.endedAt),
          isNull(attempts.picturesDeletedAt),
          isChosen(chosen),
          notExists(mine),
          notExists(decidedByMe),
        ),
      )
      .orderBy(honeypots.createdAt)
      .limit(1);
    if (!fresh) return undefined;
    const [shown] = await tx
      .insert(honeypotAnswers)
      .values({ id: ids(), honeypotId: fresh.id, reviewerId, shownAt: now, endsAt: leaseEnd(now) })
      .onConflictDoNothing()
      .returning();
    return shown;
  });
  return open ? showAnswer(deps, open, call) : null;
}

export async function showAnswer(deps: ReviewDeps, answer: AnswerRow, call: Call): Promise<Review | null> {
  const [honeypot] = await deps.db.select().from(honeypots).where(eq(honeypots.id, answer.honeypotId));
  if (!honeypot) return null;
  const review = await showReview(deps, honeypot.collectionId, call, {
    attemptId: honeypot.attemptId,
    at: answer.shownAt,
  });
  if (!review) return null;
  const submittedAt = new Date(answer.shownAt.getTime() - dayMs);
  const { dueAt } = addWorkingDays(submittedAt, 2);
  const blind = blindReview(review, { submittedAt, dueAt, leaseEndsAt: answer.endsAt });
  return { ...blind, collectionId: answer.id, decisions: await decisionsOf(deps, answer.id, honeypot.attemptId) };
}

/** Those that were taken back and the one that stands, as any other collection keeps them. */
async function decisionsOf({ db }: ReviewDeps, id: string, attemptId: string): Promise<Review["decisions"]> {
  const given = await db
    .select()
    .from(honeypotAnswers)
    .where(and(or(eq(honeypotAnswers.id, id), eq(honeypotAnswers.undoneOf, id)), isNotNull(honeypotAnswers.decision)))
    .orderBy(asc(honeypotAnswers.at));
  return given.flatMap((answer) => presentAnswer(answer, attemptId) ?? []);
}

/** Null where none was given. What its reviewer wrote is told to nobody, as of any other. */
export function presentAnswer({ id, decision, at, reasons, undoneOf, undoneAt }: AnswerRow, attemptId: string) {
  if (decision === null || at === null) return null;
  return presentDecision({ collectionId: undoneOf ?? id, attemptId, decision, at, reasons, words: null, undoneAt });
}

export const findMine = async ({ db }: ReviewDeps, id: string, call: Call): Promise<AnswerRow | undefined> => {
  const isMine = and(
    eq(honeypotAnswers.id, id),
    eq(honeypotAnswers.reviewerId, staffOf(call)),
    isNull(honeypotAnswers.undoneAt),
  );
  const [found] = await db.select().from(honeypotAnswers).where(isMine);
  return found;
};

/** null: `id` is no known photo of the caller's. */
export async function readHoneypot(deps: ReviewDeps, id: string, call: Call): Promise<Review | null> {
  const answer = await findMine(deps, id, call);
  return answer ? showAnswer(deps, answer, call) : null;
}

/** The first decision counts; the same answer as for any other submission. null: `id` is no known photo of the caller's. */
export async function answerHoneypot(deps: ReviewDeps, id: string, made: Decision, call: Call) {
  const answer = await findMine(deps, id, call);
  if (!answer) return null;
  const at = answer.at ?? deps.clock();
  if (answer.decision === null) {
    await deps.db
      .update(honeypotAnswers)
      .set({ decision: made.decision, reasons: "reasons" in made ? [...made.reasons] : [], at })
      .where(and(eq(honeypotAnswers.id, id), isNull(honeypotAnswers.decision)));
  }
  const { decision } = made;
  const heldUntil = holdUntil(await deps.configuration.read(deps.db, at), decision, at);
  return {
    ...statusAfter(answer, { decision, at, isHeld: heldUntil !== null }),
    undoUntil: undoUntil({ decision, at, heldUntil })?.toISOString() ?? null,
  };
}

/** Where any other submission would be by then. */
export function statusAfter(
  answer: AnswerRow,
  { decision, at, isHeld }: { readonly decision: ReviewDecision; readonly at: Date; readonly isHeld: boolean },
) {
  const to = collectionStates.in_review.moves[decision]?.to;
  return statusAs(answer, to === undefined || to === "before" || isHeld ? "in_review" : to, at);
}

/** null: `id` is no known photo of the caller's. */
export async function takeBackHoneypot(deps: ReviewDeps, id: string, call: Call) {
  const answer = await findMine(deps, id, call);
  if (!answer) return null;
  const now = deps.clock();
  const { decision, at } = answer;
  if (decision !== null && at !== null) {
    const heldUntil = holdUntil(await deps.configuration.read(deps.db, at), decision, at);
    const until = undoUntil({ decision, at, heldUntil });
    // Any other has been told or handed over by then.
    if (until === null || until < now) return refuse("undo-has-effect", {});
  }
  const endsAt = leaseEnd(now);
  await inTransaction(deps.db, async (tx) => {
    const [given] = await tx.select().from(honeypotAnswers).where(eq(honeypotAnswers.id, id)).for("update");
    if (!given) return;
    if (given.decision !== null)
      await tx.insert(honeypotAnswers).values({ ...given, id: deps.ids(), undoneOf: id, undoneAt: now });
    await tx
      .update(honeypotAnswers)
      .set({ decision: null, reasons: [], at: null, endsAt })
      .where(eq(honeypotAnswers.id, id));
  });
  return { ...statusAs(answer, "in_review", now), leaseEndsAt: endsAt.toISOString() };
}

const statusAs = ({ id, shownAt }: AnswerRow, state: CollectionState, updatedAt: Date) =>
  statusOf({ id, state, createdAt: new Date(shownAt.getTime() - dayMs), updatedAt });

/** null: `id` is no known photo in the caller's hand. */
export async function renewHoneypot(deps: ReviewDeps, id: string, call: Call) {
  const answer = await findMine(deps, id, call);
  if (answer?.decision !== null) return null;
  const endsAt = leaseEnd(deps.clock());
  await deps.db.update(honeypotAnswers).set({ endsAt }).where(eq(honeypotAnswers.id, id));
  return { leaseEndsAt: endsAt.toISOString() };
}

/** Given back undecided: nothing of it is kept, and it may come again. */
export async function releaseHoneypot(deps: ReviewDeps, id: string, call: Call): Promise<void> {
  const answer = await findMine(deps, id, call);
  if (answer?.decision === null) await deps.db.delete(honeypotAnswers).where(eq(honeypotAnswers.id, id));
}

/** Those that the reviewer decided, with the person they show, latest first. */
export const decidedHoneypots = ({ db }: ReviewDeps, reviewerId: string, most: number) =>
  db
    .select({ answer: honeypotAnswers, attemptId: honeypots.attemptId, person: persons })
    .from(honeypotAnswers)
    .innerJoin(honeypots, eq(honeypots.id, honeypotAnswers.honeypotId))
    .innerJoin(collections, eq(collections.id, honeypots.collectionId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(and(eq(honeypotAnswers.reviewerId, reviewerId), isNotNull(honeypotAnswers.decision)))
    .orderBy(desc(honeypotAnswers.at))
    .limit(most);
