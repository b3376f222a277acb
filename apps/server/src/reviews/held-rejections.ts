/** Rejections that their students are not told yet: as long as that, the reviewer may take one back, and nobody else decides. */
import { type ReviewReasonCode, reviewReasons } from "@gradphoto/domain";
import { and, eq, isNotNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import type { Actor, MoveReason } from "../core/collection/move-collection.ts";
import type { Transaction } from "../infra/db/database.ts";
import { reviews } from "../infra/db/schema/index.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { ReviewDeps } from "./deps.ts";

interface Held {
  readonly reviewId: string;
  readonly collectionId: string;
  readonly actor: Actor;
  readonly at: Date;
}

/** In the transaction that wrote the review. */
export async function holdRejection(
  tx: Transaction,
  clock: ReviewDeps["clock"],
  { reviewId, collectionId, actor, at, heldUntil }: Held & { readonly heldUntil: Date },
): Promise<void> {
  await tx.update(reviews).set({ heldUntil }).where(eq(reviews.id, reviewId));
  await enqueue(tx, "tell-rejection", { reviewId }, { afterS: Math.ceil((heldUntil.getTime() - at.getTime()) / 1000) });
  await note(tx, clock, "rejection-held", { reviewId, collectionId, actor });
}

/** Somebody rejected it, and its student is not told yet. */
export const isRejected = async (tx: Transaction, collectionId: string): Promise<boolean> =>
  (await tx.$count(reviews, and(eq(reviews.collectionId, collectionId), isNotNull(reviews.heldUntil)))) > 0;

/** False when there is none of that person's. The collection's row must be locked. */
export async function takeBackRejection(
  tx: Transaction,
  clock: ReviewDeps["clock"],
  collectionId: string,
  actor: Actor & { readonly id: string },
): Promise<boolean> {
  const mine = and(
    eq(reviews.collectionId, collectionId),
    eq(reviews.reviewerId, actor.id),
    isNotNull(reviews.heldUntil),
  );
  const [taken] = await tx
    .update(reviews)
    .set({ heldUntil: null, undoneAt: clock() })
    .where(mine)
    .returning({ id: reviews.id });
  if (!taken) return false;
  await note(tx, clock, "rejection-taken-back", { reviewId: taken.id, collectionId, actor });
  return true;
}

const note = (
  tx: Transaction,
  clock: ReviewDeps["clock"],
  action: "rejection-held" | "rejection-taken-back",
  { reviewId, collectionId, actor }: Omit<Held, "at">,
): Promise<void> =>
  appendAudit(tx, clock, {
    actor: `${actor.role}:${actor.id}`,
    action,
    subject: `collection:${collectionId}`,
    details: { review: reviewId },
  });

/** What the history says of it. */
export function rejectionReason(
  { reasons, words }: { readonly reasons: readonly ReviewReasonCode[]; readonly words: string | null },
  sealer: Sealer,
): MoveReason {
  const labels = reasons.map((code) => reviewReasons[code].label.zh).join("、");
  return words === null ? { ours: labels } : { typed: `${labels}：${words}`, sealer };
}
