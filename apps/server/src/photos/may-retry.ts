/** The only rule that decides whether a photo that failed in processing may be retried. */
import { allCollectionStates, canMove, isFrozen } from "@gradphoto/domain";
import { and, count, eq, gt, inArray, isNull, notExists, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { hasConsents } from "../core/collection/granted-consents.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";

const waiting = allCollectionStates.filter((state) => canMove(state, "make-again", "operator") && !isFrozen(state));
const later = alias(attempts, "later");

/** The picture exists, the student waits for it without a later upload, and consent still applies. */
function mayRetry(from: Database | Transaction): SQL | undefined {
  const uploadedSince = from
    .select({ id: later.id })
    .from(later)
    .where(and(eq(later.collectionId, attempts.collectionId), gt(later.number, attempts.number)));
  return and(
    eq(attempts.state, "failed"),
    isNull(attempts.picturesDeletedAt),
    notExists(uploadedSince),
    inArray(collections.state, waiting),
    hasConsents(from),
  );
}

/** `where`: additional condition. */
export const selectRetryable = (from: Database | Transaction, where?: SQL) =>
  from
    .select({ attempt: attempts })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(mayRetry(from), where));

/** Number of rows of `selectRetryable`. */
export async function countRetryable(db: Database, where?: SQL): Promise<number> {
  const [row] = await db.select({ photos: count() }).from(selectRetryable(db, where).as("retryable"));
  return row?.photos ?? 0;
}
