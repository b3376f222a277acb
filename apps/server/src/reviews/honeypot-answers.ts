/** Known photos in a reviewer's hand: they come like any other submission. */
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, lte, notExists, or, type SQL } from "drizzle-orm";
import type { Call } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts, collections, honeypotAnswers, honeypots, persons, reviews } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { leaseEnd } from "./leases.ts";
import { type Chosen, isChosen } from "./queue.ts";
import { type AnswerRow, type Review, showAnswer } from "./show-honeypot.ts";

const openOf = (reviewerId: string) =>
  and(eq(honeypotAnswers.reviewerId, reviewerId), isNull(honeypotAnswers.decision), isNull(honeypotAnswers.undoneAt));

const mayCome = (chosen: Chosen) =>
  and(isNull(honeypots.endedAt), isNull(attempts.picturesDeletedAt), isChosen(chosen));

/**
 * The one the reviewer has in hand; when their latest decision falls into the sample, one that they gave back, or a new
 * one. `chosen`: whoever reviews one project or school would know another's photo for a test.
 */
export async function mixInHoneypot(deps: ReviewDeps, call: Call, chosen: Chosen): Promise<Review | null> {
  const { db, clock, sample, configuration } = deps;
  const reviewerId = staffOf(call);
  const open = await inTransaction(db, async (tx) => {
    const now = clock();
    const inHand = and(openOf(reviewerId), gt(honeypotAnswers.endsAt, now));
    const held = await takeUp(tx, and(inHand, isChosen(chosen)), now);
    if (held) return held;
    const [latest] = await tx
      .select({ id: reviews.id, at: reviews.at })
      .from(reviews)
      .where(eq(reviews.reviewerId, reviewerId))
      .orderBy(desc(reviews.at))
      .limit(1);
    if (!latest || !sample(await configuration.read(tx), "honeypot", latest.id)) return undefined;
    if ((await tx.$count(honeypotAnswers, inHand)) > 0) return undefined;
    // What was left to others comes to them first.
    const givenBack = and(
      openOf(reviewerId),
      lte(honeypotAnswers.endsAt, now),
      or(isNull(honeypotAnswers.leftAt), lt(honeypotAnswers.leftAt, latest.at)),
      mayCome(chosen),
    );
    return (await takeUp(tx, givenBack, now)) ?? (await takeNew(tx, deps, reviewerId, chosen));
  });
  return open ? showAnswer(deps, open, call) : null;
}

async function takeUp(tx: Transaction, which: SQL | undefined, now: Date): Promise<AnswerRow | undefined> {
  const [found] = await tx
    .select({ id: honeypotAnswers.id })
    .from(honeypotAnswers)
    .innerJoin(honeypots, eq(honeypots.id, honeypotAnswers.honeypotId))
    .innerJoin(attempts, eq(attempts.id, honeypots.attemptId))
    .innerJoin(collections, eq(collections.id, honeypots.collectionId))
    .where(which)
    .orderBy(asc(honeypotAnswers.shownAt))
    .limit(1)
    .for("update", { of: honeypotAnswers });
  if (!found) return undefined;
  const [taken] = await tx
    .update(honeypotAnswers)
    .set({ endsAt: leaseEnd(now), leftAt: null })
    .where(eq(honeypotAnswers.id, found.id))
    .returning();
  return taken;
}

async function takeNew(tx: Transaction, { clock, ids }: ReviewDeps, reviewerId: string, chosen: Chosen) {
  const now = clock();
  const shownToMe = tx
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
    .where(and(mayCome(chosen), notExists(shownToMe), notExists(decidedByMe)))
    .orderBy(honeypots.createdAt)
    .limit(1);
  if (!fresh) return undefined;
  const [shown] = await tx
    .insert(honeypotAnswers)
    .values({ id: ids(), honeypotId: fresh.id, reviewerId, shownAt: now, endsAt: leaseEnd(now) })
    .onConflictDoNothing()
    .returning();
  return shown;
}

/** It is, or was, in the caller's hand by this id. */
export const isMine = (id: string, call: Call) =>
  and(eq(honeypotAnswers.id, id), eq(honeypotAnswers.reviewerId, staffOf(call)), isNull(honeypotAnswers.undoneAt));

export async function findMine({ db }: ReviewDeps, id: string, call: Call): Promise<AnswerRow | undefined> {
  const [found] = await db.select().from(honeypotAnswers).where(isMine(id, call));
  return found;
}

/** null: `id` is no known photo that the caller has in hand or decided on. */
export async function readHoneypot(deps: ReviewDeps, id: string, call: Call): Promise<Review | null> {
  const answer = await findMine(deps, id, call);
  const review = answer ? await showAnswer(deps, answer, call) : null;
  return review?.leaseEndsAt === null && review.decisions.length === 0 ? null : review;
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
