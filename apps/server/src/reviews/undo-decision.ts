/** Takes the caller's own latest decision back, and puts the submission into their hand again. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, isNull } from "drizzle-orm";
import { type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, reviews } from "../infra/db/schema/index.ts";
import { putBackInHand } from "./back-in-hand.ts";
import type { ReviewDeps } from "./deps.ts";
import { isRejected, takeBackRejection } from "./held-rejections.ts";
import { isInHandOfOther } from "./leases.ts";
import { undoMinutes } from "./undo-until.ts";

/** Said of a collection that has gone on since, in words for its student. */
const leadsOn: ReadonlySet<string> = new Set(["collection-frozen", "move-not-allowed"]);

export async function undoDecision(
  { db, clock }: ReviewDeps,
  collectionId: string,
  call: Call,
): Promise<RouteAnswer<"undoDecision"> | Refusal> {
  const reviewerId = staffOf(call);
  return inTransaction(db, async (tx) => {
    const now = clock();
    const actor = { role: call.caller.role, id: reviewerId };
    await tx.select().from(collections).where(eq(collections.id, collectionId)).for("update");
    // A senior reviewer looks at what was handed to them.
    if (await isInHandOfOther(tx, collectionId, reviewerId, now)) return refuse("review-taken", {});
    if (!(await takeBackRejection(tx, clock, collectionId, actor))) {
      // A senior reviewer has rejected what was handed to them: it waits to be told, and nothing has moved.
      if (await isRejected(tx, collectionId)) return refuse("undo-too-late", { minutes: undoMinutes });
      const moved = await moveCollection(tx, clock, { collectionId, move: "undo", actor, details: {} });
      if (isRefusal(moved))
        return leadsOn.has(moved.refused) ? refuse("undo-too-late", { minutes: undoMinutes }) : moved;
      const ofThis = and(
        eq(reviews.collectionId, collectionId),
        eq(reviews.reviewerId, reviewerId),
        isNull(reviews.undoneAt),
      );
      const [latest] = await tx
        .select({ id: reviews.id })
        .from(reviews)
        .where(ofThis)
        .orderBy(desc(reviews.at), desc(reviews.id))
        .limit(1);
      if (!latest) throw new Error("A decision that was taken back has no review");
      await tx.update(reviews).set({ undoneAt: now }).where(eq(reviews.id, latest.id));
    }
    return putBackInHand(tx, collectionId, reviewerId, now);
  });
}
