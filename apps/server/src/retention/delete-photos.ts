/** Withdrawal of the consent to facial data: deletes the photos immediately and returns a receipt. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import { withdraw } from "../core/collection/withdraw.ts";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, collections } from "../infra/db/schema/index.ts";
import { endPictures, recordRequest } from "./ended-now.ts";
import type { RetentionDeps } from "./erasures.ts";
import { eraseNow } from "./leave-collection.ts";

export type DeletionReceipt = NonNullable<RouteAnswer<"withdrawConsent">["deletion"]>;

export async function deletePhotos(deps: RetentionDeps, accountId: string): Promise<DeletionReceipt> {
  const { db, clock } = deps;
  const actor = { role: "student", id: accountId } as const;
  const request = await inTransaction(db, async (tx) => {
    const own = await tx.select().from(collections).where(eq(collections.accountId, accountId)).for("update");
    const collectionIds = own.map(({ id }) => id);
    // First, so that a withdrawn submission does not become a photo to submit.
    const pictures = await endPictures(tx, clock, collectionIds);
    for (const { id: collectionId, state } of own) {
      if (state !== "in_review") continue;
      const reason = { serverText: "撤回人脸照片同意 / consent for the face withdrawn" };
      const taken = await withdraw(tx, clock, { collectionId, actor, reason });
      if (isRefusal(taken)) throw new Error(`A submission could not be withdrawn: ${taken.refused}`);
    }
    if (pictures.length > 0)
      await recordRequest(tx, clock, { accountId, subject: `account:${accountId}`, pictures: pictures.length });
    return pictures;
  });
  await eraseNow(deps, { attempts: request, persons: [], accounts: [] });
  const deleted = await db
    .select({ originalSha256: attempts.originalSha256, photoSha256: attempts.photoSha256 })
    .from(attempts)
    .where(and(inArray(attempts.id, [...request]), isNotNull(attempts.picturesDeletedAt)))
    .orderBy(attempts.createdAt);
  return { deletedAt: clock().toISOString(), photos: deleted, later: request.length - deleted.length };
}
