/** A reviewer's decision: its review row, its move unless it is held, and the end of the lease, or a refusal and nothing. */
import { canMove, collectionStates, isFrozen } from "@gradphoto/domain";
import { desc, eq } from "drizzle-orm";
import { type Call, isRefusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { consentRefusal } from "../core/collection/consents-given.ts";
import { type MoveDetails, moveCollection } from "../core/collection/move-collection.ts";
import { statusOf } from "../core/collection/present-collection.ts";
import { findWhole } from "../core/collection/read-collection.ts";
import { exceptionEvidence, reviewWords, sealWords } from "../core/free-words.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { collections, reviews } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import { type Decision, isApproving } from "./decision.ts";
import type { ReviewDeps } from "./deps.ts";
import { holdRejection, rejectionReason } from "./held-rejections.ts";
import { endLease, leaseRefusal, tookMs } from "./leases.ts";
import { photoUnopened } from "./opened-photo.ts";
import { isMachineHidden } from "./sampling.ts";
import { drawSecondLook } from "./second-looks.ts";
import { holdUntil, undoUntil } from "./undo-until.ts";

/** Evidence may be medical: the move names the review that holds it, sealed. */
const givenOf = (made: Decision, reviewId: string, sealer: Sealer): MoveDetails => {
  if (made.decision === "reject") return { reason: rejectionReason(made, sealer) };
  if (made.decision === "escalate") return { reason: { typed: made.words, sealer } };
  return made.decision === "grant-exception" ? { evidence: reviewId } : {};
};

export async function decide(deps: ReviewDeps, collectionId: string, made: Decision, call: Call) {
  const { db, clock, ids, sealer, sample, configuration } = deps;
  const reviewerId = staffOf(call);
  const { role } = call.caller;
  return inTransaction(db, async (tx) => {
    const now = clock();
    // First, as whoever takes it from the queue does: that waits for a rejection which is only held, too.
    const [row] = await tx.select().from(collections).where(eq(collections.id, collectionId)).for("no key update");
    const noLease = await leaseRefusal(tx, collectionId, reviewerId, now);
    if (!row) return refuse("not-found", {});
    const { state, submittedAttemptId: attemptId } = row;
    const before = noLease && (await sameDecision(tx, row, made, reviewerId));
    if (before) return decided(tx, before);
    if (!canMove(state, made.decision, role)) return refuse("moved-meanwhile", {});
    if (noLease) return refuse("review-lease-ended", {});
    if (attemptId === null) throw new Error("A collection in review has no submitted attempt");
    if (isApproving(made)) {
      if (await lacksConsent(tx, collectionId)) return refuse("consent-withdrawn", {});
      const unopened = await photoUnopened(tx, attemptId, call);
      if (unopened) return unopened;
    }
    const reviewId = ids();
    const actor = { role, id: reviewerId };
    const inForce = await configuration.read(tx);
    const heldUntil = holdUntil(inForce, made.decision, now);
    if (!heldUntil) {
      const details = givenOf(made, reviewId, sealer);
      const moved = await moveCollection(tx, clock, { collectionId, move: made.decision, actor, details });
      if (isRefusal(moved)) return moved;
    }
    await tx.insert(reviews).values({
      id: reviewId,
      collectionId,
      attemptId,
      reviewerId,
      at: now,
      decision: made.decision,
      reasons: "reasons" in made ? [...made.reasons] : [],
      sealedWords: "words" in made && made.words !== null ? sealWords(sealer, reviewWords, reviewId, made.words) : null,
      evidence: "evidence" in made ? sealWords(sealer, exceptionEvidence, reviewId, made.evidence) : null,
      machineHidden: isMachineHidden(sample, inForce, row, attemptId),
      tookMs: await tookMs(tx, collectionId, reviewerId, now),
    });
    if (heldUntil) await holdRejection(tx, clock, { reviewId, collectionId, actor, at: now, heldUntil });
    await drawSecondLook(tx, deps, inForce, { id: reviewId, decision: made.decision });
    await endLease(tx, collectionId);
    return decided(tx, { collectionId, decision: made.decision, at: now, heldUntil });
  });
}

async function lacksConsent(tx: Transaction, collectionId: string): Promise<boolean> {
  const whole = await findWhole(tx, collectionId);
  if (!whole) throw new Error("A collection is gone in the middle of its review");
  return (await consentRefusal(tx, whole.collection.accountId, whole.project.schoolCode)) !== null;
}

type Made = Pick<typeof reviews.$inferSelect, "collectionId" | "decision" | "at" | "heldUntil">;

async function decided(tx: Transaction, made: Made) {
  const after = await findWhole(tx, made.collectionId);
  if (!after) throw new Error("A collection is gone in the middle of its review");
  return { ...statusOf(after.collection), undoUntil: undoUntil(made)?.toISOString() ?? null };
}

/** The latest one, when it is this very decision of the caller and still stands: the same request again, after its answer was lost. */
async function sameDecision(
  tx: Transaction,
  { id, state, submittedAttemptId }: typeof collections.$inferSelect,
  { decision }: Decision,
  reviewerId: string,
): Promise<Made | null> {
  const ofThis = eq(reviews.collectionId, id);
  const [latest] = await tx.select().from(reviews).where(ofThis).orderBy(desc(reviews.at)).limit(1);
  if (latest?.reviewerId !== reviewerId || latest.decision !== decision || latest.undoneAt !== null) return null;
  const to = collectionStates.in_review.moves[decision]?.to;
  const stands = latest.heldUntil !== null || state === to || (to === "approved" && isFrozen(state));
  return stands && latest.attemptId === submittedAttemptId ? latest : null;
}
