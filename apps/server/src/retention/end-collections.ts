/** Ends the retention of a student's own data, and records the request. */
import { and, inArray, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { studentActor } from "../core/call.ts";
import type { Clock } from "../infra/clock.ts";
import type { Transaction } from "../infra/db/database.ts";
import { attempts, collections, persons } from "../infra/db/schema/index.ts";
import type { EndedIds } from "./erasures.ts";

/** Ends the retention of pictures. Those that a decision still needs are deleted once it is final. */
export async function endPictures(
  tx: Transaction,
  clock: Clock,
  collectionIds: readonly string[],
): Promise<EndedIds["attempts"]> {
  const pictures = await tx
    .update(attempts)
    .set({ retainUntil: clock() })
    .where(
      and(inArray(attempts.collectionId, [...collectionIds]), isNull(attempts.picturesDeletedAt)),
    )
    .returning({ id: attempts.id });
  return pictures.map(({ id }) => id);
}

export async function endCollections(
  tx: Transaction,
  clock: Clock,
  {
    collectionIds,
    personIds,
  }: { readonly collectionIds: readonly string[]; readonly personIds: readonly string[] },
): Promise<EndedIds["attempts"]> {
  const ended = { retainUntil: clock() };
  await tx
    .update(persons)
    .set(ended)
    .where(inArray(persons.id, [...personIds]));
  await tx
    .update(collections)
    .set(ended)
    .where(inArray(collections.id, [...collectionIds]));
  return endPictures(tx, clock, collectionIds);
}

export const recordRequest = (
  tx: Transaction,
  clock: Clock,
  {
    accountId,
    subject,
    pictures,
  }: { readonly accountId: string; readonly subject: string; readonly pictures: number },
): Promise<void> =>
  appendAudit(tx, clock, studentActor(accountId), "ask-deletion", subject, { pictures });
