/** What was decided lies in somebody's hand again. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { statusOf } from "../core/collection/present-collection.ts";
import { findWhole } from "../core/collection/read-collection.ts";
import type { Transaction } from "../infra/db/database.ts";
import { lease, leaseEnd } from "./leases.ts";

/** Of one that nobody holds. Throws otherwise: what was decided is in no hand. */
export async function putBackInHand(
  tx: Transaction,
  collectionId: string,
  staffId: string,
  now: Date,
): Promise<RouteAnswer<"undoDecision">> {
  if (!(await lease(tx, collectionId, { id: staffId }, now)))
    throw new Error("A submission that was decided is in somebody's hand");
  const after = await findWhole(tx, collectionId);
  if (!after) throw new Error("A collection is gone in the middle of its review");
  return { ...statusOf(after.collection), leaseEndsAt: leaseEnd(now).toISOString() };
}
