/** Deletion at a student's request, of all their data or of their photos. Ends the retention and erases immediately. */
import { isFinal } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { isRefusal, type Refusal } from "../core/call.ts";
import { withdraw } from "../core/collection/withdraw.ts";
import { inTransaction } from "../infra/db/database.ts";
import { accounts, attempts, codeReadings, collections } from "../infra/db/schema/index.ts";
import { endCollections, endPictures, recordRequest } from "./end-collections.ts";
import type { RetentionDeps } from "./erasures.ts";
import { eraseNow, type LeavingDeps, listLeavable } from "./leave-collection.ts";

/** Leaves collections in progress, and deletes all data of the student. */
export async function deleteMyData(
  deps: LeavingDeps,
  accountId: string,
): Promise<RouteAnswer<"deleteMyData"> | Refusal> {
  const { db, clock } = deps;
  const actor = { role: "student", id: accountId } as const;
  let refundFen = 0;
  for (const collection of await listLeavable(db, accountId)) {
    const ended = await deps.leave({ ...collection, actor });
    if (isRefusal(ended)) return ended;
    refundFen += ended.refundFen;
  }
  const request = await inTransaction(db, async (tx) => {
    const own = await tx
      .select()
      .from(collections)
      .where(eq(collections.accountId, accountId))
      .for("update");
    const whereOfAccount = eq(codeReadings.accountId, accountId);
    const readings = await tx
      .select({ id: codeReadings.id })
      .from(codeReadings)
      .where(whereOfAccount);
    const personIds = [...own.map(({ personId }) => personId), ...readings.map(({ id }) => id)];
    const pictures = await endCollections(tx, clock, {
      collectionIds: own.map(({ id }) => id),
      personIds,
    });
    await tx.update(accounts).set({ retainUntil: clock() }).where(eq(accounts.id, accountId));
    await recordRequest(tx, clock, {
      accountId,
      subject: `account:${accountId}`,
      pictures: pictures.length,
    });
    // Collections in transfer to the registry or being refunded are erased afterwards.
    const later = own.filter(({ state }) => !isFinal(state)).length;
    return { erasable: { attempts: pictures, persons: personIds, accounts: [accountId] }, later };
  });
  await eraseNow(deps, request.erasable);
  return { deletedPictures: request.erasable.attempts.length, refundFen, later: request.later };
}

type DeletionReceipt = NonNullable<RouteAnswer<"withdrawConsent">["deletion"]>;

/** Deletes the photos on withdrawal of the consent to facial data, and returns a receipt. */
export async function deletePhotos(
  deps: RetentionDeps,
  accountId: string,
): Promise<DeletionReceipt> {
  const { db, clock } = deps;
  const actor = { role: "student", id: accountId } as const;
  const attemptIds = await inTransaction(db, async (tx) => {
    const own = await tx
      .select()
      .from(collections)
      .where(eq(collections.accountId, accountId))
      .for("update");
    const collectionIds = own.map(({ id }) => id);
    // The pictures end first, so that the photo of a withdrawn submission cannot be submitted again.
    const pictures = await endPictures(tx, clock, collectionIds);
    for (const { id: collectionId, state } of own) {
      if (state !== "in_review") continue;
      const reason = { serverText: "撤回人脸照片同意 / consent for the face withdrawn" };
      const withdrawn = await withdraw(tx, clock, { collectionId, actor, reason });
      if (isRefusal(withdrawn))
        throw new Error(`A submission could not be withdrawn: ${withdrawn.refused}`);
    }
    if (pictures.length > 0)
      await recordRequest(tx, clock, {
        accountId,
        subject: `account:${accountId}`,
        pictures: pictures.length,
      });
    return pictures;
  });
  await eraseNow(deps, { attempts: attemptIds, persons: [], accounts: [] });
  const deleted = await db
    .select({ originalSha256: attempts.originalSha256, photoSha256: attempts.photoSha256 })
    .from(attempts)
    .where(and(inArray(attempts.id, [...attemptIds]), isNotNull(attempts.picturesDeletedAt)))
    .orderBy(attempts.createdAt);
  return {
    deletedAt: clock().toISOString(),
    photos: deleted,
    later: attemptIds.length - deleted.length,
  };
}
