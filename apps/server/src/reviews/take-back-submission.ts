/** The student takes a submission back by themselves, as long as no reviewer has it in hand or decided. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, gt, sql } from "drizzle-orm";
import { type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import { readCollection } from "../core/collection/read-collection.ts";
import { withdraw } from "../core/collection/withdraw.ts";
import { heldRejection } from "../core/review/waiting-reviews.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, reviewLeases } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";

export async function takeBackSubmission(
  { db, clock, sealer }: ReviewDeps,
  collectionId: string,
  call: Call,
): Promise<RouteAnswer<"takeBackSubmission"> | Refusal> {
  const accountId = accountOf(call);
  const { role } = call.caller;
  const refusal = await inTransaction(db, async (tx) => {
    const isOwn = and(eq(collections.id, collectionId), eq(collections.accountId, accountId));
    // Reviewers take from the queue what is not locked.
    const [own] = await tx.select({ state: collections.state }).from(collections).where(isOwn).for("update");
    if (!own) return refuse("not-found", {});
    // Its answer may have been lost: taken back is taken back.
    if (own.state === "ready" || own.state === "paid") return null;
    const [held] = await tx
      .select({ endsAt: reviewLeases.endsAt })
      .from(reviewLeases)
      .where(and(eq(reviewLeases.collectionId, collectionId), gt(reviewLeases.endsAt, clock())));
    const decided = await tx.$count(collections, sql`${isOwn} and exists (${heldRejection})`);
    if (held || decided > 0) return refuse("submission-in-hand", {});
    const actor = { role, id: accountId };
    const reason = { ours: "本人撤回 / by the student" };
    const row = await withdraw(tx, clock, { collectionId, actor, reason });
    return isRefusal(row) ? row : null;
  });
  return refusal ?? readCollection(db, sealer, collectionId, { accountId, role });
}
