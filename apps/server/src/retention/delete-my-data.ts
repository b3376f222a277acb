/** The student's own wish to be forgotten: the time of all that is theirs is over now, and it is deleted at once. */
import { isFinal } from "@gradphoto/domain";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { isRefusal, refuse } from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { accounts, attempts, codeReadings, collections, persons } from "../infra/db/schema/index.ts";
import { erasures, type RetentionDeps } from "./erasures.ts";
import { runRetention } from "./retention-run.ts";

export async function deleteMyData(deps: RetentionDeps, accountId: string) {
  const { db, clock } = deps;
  const now = clock();
  const ended = { retainUntil: now };
  const due = await inTransaction(db, async (tx) => {
    const mine = await tx.select().from(collections).where(eq(collections.accountId, accountId)).for("update");
    if (mine.some(({ state }) => !isFinal(state))) return refuse("collection-under-way", {});
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
    return { attempts: pictures.map(({ id }) => id), persons: personIds, accounts: [accountId] };
  });
  if (isRefusal(due)) return due;
  const { faults } = await runRetention(deps, "asked", erasures(deps, due));
  // The sweep comes back to what is left.
  if (faults > 0) throw new Error("Not everything of a student could be deleted at once");
  return { deletedPictures: due.attempts.length };
}
