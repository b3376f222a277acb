/** Once a rejection can no longer be taken back it moves its collection, and with that the student is told. */
import { canMove, isReviewReason, type Role } from "@gradphoto/domain";
import { and, asc, eq, isNotNull, lte } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { openWords, reviewWords } from "../core/free-words.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { collections, reviews, staff, staffPosts } from "../infra/db/schema/index.ts";
import type { Delay } from "../infra/jobs/enqueue.ts";
import type { JobWorks } from "../infra/jobs/run-jobs.ts";
import type { ReviewDeps } from "./deps.ts";
import { rejectionReason } from "./held-rejections.ts";

type TellDeps = Pick<ReviewDeps, "db" | "clock" | "sealer">;

export const reviewJobs = (deps: TellDeps): Pick<JobWorks, "tell-rejection"> => ({
  "tell-rejection": { run: ({ reviewId }) => tellRejection(deps, reviewId) },
});

/** Each must have its job: those that should have been told by now. */
export async function unfinishedRejections(db: Database, now: Date) {
  const late = db
    .select({ reviewId: reviews.id })
    .from(reviews)
    .where(and(isNotNull(reviews.heldUntil), lte(reviews.heldUntil, now)))
    .orderBy(asc(reviews.heldUntil));
  return { "tell-rejection": await late };
}

async function tellRejection({ db, clock, sealer }: TellDeps, reviewId: string): Promise<Delay | undefined> {
  const isThis = eq(reviews.id, reviewId);
  return inTransaction(db, async (tx) => {
    const [found] = await tx
      .select({ review: reviews, collection: collections, role: staff.role })
      .from(reviews)
      .innerJoin(collections, eq(collections.id, reviews.collectionId))
      .innerJoin(staff, eq(staff.id, reviews.reviewerId))
      .where(isThis)
      .for("update", { of: [collections, reviews] });
    if (!found) return undefined;
    const { review, collection } = found;
    const { heldUntil } = review;
    if (heldUntil === null) return undefined;
    const now = clock();
    const earlyMs = heldUntil.getTime() - now.getTime();
    if (earlyMs > 0) return { afterS: Math.ceil(earlyMs / 1000) };
    const { submittedAttemptId, submittedAt } = collection;
    const isOfThis = submittedAttemptId === review.attemptId && submittedAt !== null && submittedAt <= review.at;
    const reasons = review.reasons.filter(isReviewReason);
    const moved =
      isOfThis &&
      (await moveCollection(tx, clock, {
        collectionId: collection.id,
        move: "reject",
        actor: {
          role: await rejectingRole(tx, review.reviewerId, found.role, collection.handedTo),
          id: review.reviewerId,
        },
        details: { reason: rejectionReason({ reasons, words: openWords(sealer, reviewWords, review) }, sealer) },
      }));
    // Withdrawn or left meanwhile, or its reviewer reviews no more: it does not count, and others decide.
    const counts = moved !== false && !isRefusal(moved);
    await tx
      .update(reviews)
      .set({ heldUntil: null, undoneAt: counts ? null : now })
      .where(isThis);
    return undefined;
  });
}

/** Of the post in which they may reject, the one it was handed to before others; where they hold none any more the move is refused. */
async function rejectingRole(tx: Transaction, staffId: string, first: Role, handedTo: string | null): Promise<Role> {
  const others = await tx.select({ role: staffPosts.role }).from(staffPosts).where(eq(staffPosts.staffId, staffId));
  const may = [first, ...others.map(({ role }) => role)].filter((role) => canMove("in_review", "reject", role));
  return may.find((role) => role === handedTo) ?? may[0] ?? first;
}
