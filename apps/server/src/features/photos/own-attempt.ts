/** An attempt of one account's collection; those of others are not found. */
import { and, desc, eq } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { attempts, collections } from "../../infra/db/schema/index.ts";
import { isUuid } from "../collections/is-uuid.ts";

export async function findOwnAttempt(db: Database, accountId: string, collectionId: string, attemptId: string) {
  if (!isUuid(collectionId) || !isUuid(attemptId)) return null;
  const [found] = await db
    .select({ attempt: attempts, collection: collections })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(and(eq(attempts.id, attemptId), eq(collections.id, collectionId), eq(collections.accountId, accountId)));
  return found ?? null;
}

/** Latest first. */
export const attemptsOf = (db: Database, collectionId: string) =>
  db.select().from(attempts).where(eq(attempts.collectionId, collectionId)).orderBy(desc(attempts.number));
