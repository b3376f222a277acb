/** Actions of customer service on a collection: withdraw a submission, open a correction. */

import { type CollectionState, canMove, collectionStates, isFrozen } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, isRefusal, type Refusal, refuse, staffOf } from "../core/call.ts";
import { lockCollection } from "../core/collection/lock-collection.ts";
import { statusOf } from "../core/collection/present-collection.ts";
import { openCorrectionOf } from "../core/collection/read-collection.ts";
import { withdraw } from "../core/collection/withdraw.ts";
import { correctionReason, sealWords } from "../core/free-words.ts";
import { inTransaction } from "../infra/db/database.ts";
import { corrections } from "../infra/db/schema/index.ts";
import type { ServiceDeskDeps } from "./deps.ts";

export async function withdrawSubmission(
  { db, clock, sealer }: ServiceDeskDeps,
  collectionId: string,
  reason: string,
  call: Call,
): Promise<RouteAnswer<"withdrawSubmission"> | Refusal> {
  return inTransaction(db, async (tx) => {
    const actor = { role: call.caller.role, id: staffOf(call) };
    const row = await withdraw(tx, clock, {
      collectionId,
      actor,
      reason: { typed: reason, sealer },
    });
    return isRefusal(row) ? row : statusOf(row);
  });
}

const correctionRefusal = (state: CollectionState) => {
  if (canMove(state, "correct-identity", "student")) return null;
  return isFrozen(state)
    ? refuse("collection-frozen", {})
    : refuse("move-not-allowed", { state: collectionStates[state].label });
};

/** Opens a correction. Opening it again changes nothing. */
export async function openCorrection(
  { db, clock, ids, sealer }: ServiceDeskDeps,
  collectionId: string,
  reason: string,
  call: Call,
): Promise<RouteAnswer<"openCorrection"> | Refusal> {
  const staffId = staffOf(call);
  return inTransaction(db, async (tx) => {
    const row = await lockCollection(tx, collectionId);
    if (!row) return refuse("not-found", {});
    const refusal = correctionRefusal(row.state);
    if (refusal) return refusal;
    const open = await openCorrectionOf(tx, collectionId);
    if (open) return { correctionOpenedAt: open.openedAt.toISOString() };
    const openedAt = clock();
    const id = ids();
    await tx.insert(corrections).values({
      ...{ id, collectionId, openedBy: staffId, openedAt },
      sealedReason: sealWords(sealer, correctionReason, id, reason),
    });
    await appendAudit(
      tx,
      clock,
      auditActor(call),
      "correction-opened",
      `collection:${collectionId}`,
      { opening: id },
    );
    return { correctionOpenedAt: openedAt.toISOString() };
  });
}
