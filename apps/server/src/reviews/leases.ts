/** Who has which submission in hand: a lease of five minutes that is renewed while the reviewer looks. */
import { and, asc, eq, gt, max, ne, sql } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { inReview } from "../core/review/waiting-reviews.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { collections, reviewLeases, reviews } from "../infra/db/schema/index.ts";
import { isChosen, nextInQueue, type Reviewer } from "./queue.ts";

const leaseMs = 5 * 60_000;

export const leaseEnd = (now: Date): Date => new Date(now.getTime() + leaseMs);

/** Ids of collections: what the reviewer has in hand, renewed, and filled up to `count` from the queue. */
export const takeReviews = (db: Database, reviewer: Reviewer, count: number, now: Date): Promise<readonly string[]> =>
  inTransaction(db, async (tx) => {
    const held = await renewHeld(tx, reviewer, now);
    const taken: string[] = [];
    while (held.length + taken.length < count) {
      const next = await nextInQueue(tx, reviewer, count - held.length - taken.length, now);
      if (next.length === 0) break;
      for (const collectionId of next) if (await lease(tx, collectionId, reviewer, now)) taken.push(collectionId);
    }
    return [...held, ...taken];
  });

async function renewHeld(tx: Transaction, { id, ...chosen }: Reviewer, now: Date): Promise<string[]> {
  const held = await tx
    .select({ collectionId: reviewLeases.collectionId })
    .from(reviewLeases)
    .innerJoin(collections, eq(collections.id, reviewLeases.collectionId))
    .where(
      and(
        eq(reviewLeases.reviewerId, id),
        gt(reviewLeases.endsAt, now),
        inReview,
        // What was in hand of another project is on its way back.
        isChosen(chosen),
      ),
    )
    .orderBy(asc(collections.reviewDueAt), asc(collections.id))
    .for("update", { of: reviewLeases });
  for (const { collectionId } of held) await lease(tx, collectionId, { id }, now);
  return held.map(({ collectionId }) => collectionId);
}

/** False when another has it in hand: it was given away between the look at the queue and now. */
export async function lease(
  tx: Transaction,
  collectionId: string,
  { id: reviewerId }: Pick<Reviewer, "id">,
  now: Date,
): Promise<boolean> {
  const endsAt = leaseEnd(now);
  const isHeld = sql`${reviewLeases.endsAt} > ${now} and ${reviewLeases.reviewerId} = ${reviewerId}`;
  const free = sql`${reviewLeases.endsAt} <= ${now} or ${reviewLeases.reviewerId} = ${reviewerId}`;
  const leased = await tx
    .insert(reviewLeases)
    .values({ collectionId, reviewerId, endsAt, takenAt: now })
    .onConflictDoUpdate({
      target: reviewLeases.collectionId,
      set: {
        reviewerId,
        endsAt,
        leftAt: null,
        takenAt: sql`case when ${isHeld} then ${reviewLeases.takenAt} else ${now} end`,
      },
      setWhere: free,
    })
    .returning({ collectionId: reviewLeases.collectionId });
  return leased.length > 0;
}

type LeaseRefusal = Refusal<"review-taken"> | Refusal<"review-lease-ended">;

/** Null while the reviewer has it in hand; locked until the transaction ends. */
export async function leaseRefusal(
  tx: Transaction,
  collectionId: string,
  reviewerId: string,
  now: Date,
): Promise<LeaseRefusal | null> {
  const [found] = await tx.select().from(reviewLeases).where(eq(reviewLeases.collectionId, collectionId)).for("update");
  if (!found || found.endsAt <= now) return refuse("review-lease-ended", {});
  return found.reviewerId === reviewerId ? null : refuse("review-taken", {});
}

export const isInHandOfOther = async (
  tx: Transaction,
  collectionId: string,
  reviewerId: string,
  now: Date,
): Promise<boolean> =>
  (await tx.$count(
    reviewLeases,
    and(
      eq(reviewLeases.collectionId, collectionId),
      gt(reviewLeases.endsAt, now),
      ne(reviewLeases.reviewerId, reviewerId),
    ),
  )) > 0;

/** How long the reviewer had it before them: since they took it, or since their decision before; ms. */
export async function tookMs(tx: Transaction, collectionId: string, reviewerId: string, now: Date): Promise<number> {
  const [held] = await tx.select().from(reviewLeases).where(eq(reviewLeases.collectionId, collectionId));
  const [before] = await tx
    .select({ at: max(reviews.at) })
    .from(reviews)
    .where(eq(reviews.reviewerId, reviewerId));
  const since = Math.max(held?.takenAt.getTime() ?? now.getTime(), before?.at?.getTime() ?? 0);
  return Math.max(0, now.getTime() - since);
}

/** Ends the lease and keeps it, so that the submission goes to others first. */
export async function leaveToOthers(tx: Transaction, collectionId: string, now: Date): Promise<void> {
  const ended = { endsAt: now, leftAt: now };
  await tx.update(reviewLeases).set(ended).where(eq(reviewLeases.collectionId, collectionId));
}

export async function endLease(tx: Transaction, collectionId: string): Promise<void> {
  await tx.delete(reviewLeases).where(eq(reviewLeases.collectionId, collectionId));
}
