/** A senior reviewer takes back what the second look found wrong, as long as nobody has acted on it, and decides it anew. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNotNull, ne } from "drizzle-orm";
import { type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { collections, reviews, secondLooks } from "../infra/db/schema/index.ts";
import { putBackInHand } from "./back-in-hand.ts";
import type { ReviewDeps } from "./deps.ts";
import { hasNoEffectYet } from "./undo-until.ts";

export async function recallDecision(
  { db, clock }: ReviewDeps,
  reviewId: string,
  call: Call,
): Promise<RouteAnswer<"recallDecision"> | Refusal> {
  const seniorId = staffOf(call);
  return inTransaction(db, async (tx) => {
    const now = clock();
    const found = await lockDecision(tx, reviewId);
    if (!found) return refuse("not-found", {});
    const { review, look, collection } = found;
    if (look === null) return refuse("not-seen-otherwise", {});
    const collectionId = collection.id;
    if (!hasNoEffectYet(review, collection)) return refuse("recall-too-late", {});
    const actor = { role: call.caller.role, id: seniorId };
    const details = { reason: { ours: verdictWords(look) } };
    const moved = await moveCollection(tx, clock, { collectionId, move: "recall", actor, details });
    if (isRefusal(moved)) return moved;
    const taken = { heldUntil: null, undoneAt: now, recalledBy: seniorId };
    await tx.update(reviews).set(taken).where(eq(reviews.id, reviewId));
    return putBackInHand(tx, collectionId, seniorId, now);
  });
}

/** `look`: the second one, where it is decided and says otherwise. */
async function lockDecision(tx: Transaction, reviewId: string) {
  const otherwise = and(isNotNull(secondLooks.decision), ne(secondLooks.decision, reviews.decision));
  const [found] = await tx
    .select({ review: reviews, look: secondLooks, collection: collections })
    .from(reviews)
    .leftJoin(secondLooks, and(eq(secondLooks.reviewId, reviews.id), otherwise))
    .innerJoin(collections, eq(collections.id, reviews.collectionId))
    .where(eq(reviews.id, reviewId))
    .for("update", { of: [collections, reviews] });
  return found;
}

function verdictWords({ decision, reasons }: typeof secondLooks.$inferSelect): string {
  const labels = reasons.map((code) => reasonWords(code).label.zh).join("、");
  return decision === "reject" ? `抽查复核：不通过（${labels}）` : "抽查复核：通过";
}
