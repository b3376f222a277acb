/**
 * Erasure at the student's request: leaves collections in progress, ends the retention of all their data, and deletes
 * it immediately.
 */
import { isFinal } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { isRefusal, type Refusal } from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { accounts, codeReadings, collections } from "../infra/db/schema/index.ts";
import { endCollections, recordRequest } from "./ended-now.ts";
import { eraseNow, type LeavingDeps, listLeavable } from "./leave-collection.ts";

export async function deleteMyData(
  deps: LeavingDeps,
  accountId: string,
): Promise<RouteAnswer<"deleteMyData"> | Refusal> {
  const { db, clock } = deps;
  const actor = { role: "student", id: accountId } as const;
  let refundFen = 0;
  for (const leaving of await listLeavable(db, accountId)) {
    const left = await deps.leave({ ...leaving, actor });
    if (isRefusal(left)) return left;
    refundFen += left.refundFen;
  }
  const due = await inTransaction(db, async (tx) => {
    const own = await tx.select().from(collections).where(eq(collections.accountId, accountId)).for("update");
    const ofAccount = eq(codeReadings.accountId, accountId);
    const readings = await tx.select({ id: codeReadings.id }).from(codeReadings).where(ofAccount);
    const personIds = [...own.map(({ personId }) => personId), ...readings.map(({ id }) => id)];
    const pictures = await endCollections(tx, clock, { collectionIds: own.map(({ id }) => id), personIds });
    await tx.update(accounts).set({ retainUntil: clock() }).where(eq(accounts.id, accountId));
    await recordRequest(tx, clock, { accountId, subject: `account:${accountId}`, pictures: pictures.length });
    const later = own.filter(({ state }) => !isFinal(state)).length;
    return { ended: { attempts: pictures, persons: personIds, accounts: [accountId] }, later };
  });
  await eraseNow(deps, due.ended);
  return { deletedPictures: due.ended.attempts.length, refundFen, later: due.later };
}
