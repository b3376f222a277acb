/** The student's own wish to be forgotten: everything's time is over now, and the one deleting function does the rest. */
import { isCollectionState, isFinal } from "@gradphoto/contract";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { isRefusal, refuse } from "../../infra/call.ts";
import { inTransaction } from "../../infra/db/database.ts";
import { accounts, attempts, codeReadings, collections, persons } from "../../infra/db/schema/index.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { deleteEnded, type RetentionNeeds } from "./delete-ended.ts";

export async function deleteMyData(needs: RetentionNeeds, accountId: string) {
  const { db, clock } = needs;
  const now = clock();
  const ended = { retainUntil: now };
  const due = await inTransaction(db, async (tx) => {
    const mine = await tx.select().from(collections).where(eq(collections.accountId, accountId)).for("update");
    if (mine.some(({ state }) => !isCollectionState(state) || !isFinal(state)))
      return refuse("collection-under-way", {});
    const collectionIds = mine.map(({ id }) => id);
    const readings = await tx
      .select({ id: codeReadings.id })
      .from(codeReadings)
      .where(eq(codeReadings.accountId, accountId));
    const personIds = [...mine.map(({ personId }) => personId), ...readings.map(({ id }) => id)];
    const pictures = await tx
      .update(attempts)
      .set(ended)
      .where(and(inArray(attempts.collectionId, collectionIds), isNull(attempts.picturesDeletedAt)))
      .returning({ id: attempts.id });
    await tx.update(persons).set(ended).where(inArray(persons.id, personIds));
    await tx.update(collections).set(ended).where(inArray(collections.id, collectionIds));
    await tx.update(accounts).set(ended).where(eq(accounts.id, accountId));
    await appendAudit(tx, clock, {
      actor: `student:${accountId}`,
      action: "ask-deletion",
      subject: `account:${accountId}`,
      details: { pictures: pictures.length },
    });
    return pictures.length;
  });
  if (isRefusal(due)) return due;
  await deleteEnded(needs);
  return { deletedPictures: due };
}
