/**
 * Finds an attempt of one account's collection, or of any collection for customer service. Those of other accounts are
 * reported as not found.
 */
import { retryStates } from "@gradphoto/domain";
import { and, count, desc, eq, getTableColumns, gt, inArray, isNull, notExists, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { hasConsents } from "../core/collection/granted-consents.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";

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
    inArray(collections.state, [...retryStates]),
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

/** `accountId` null: staff may see all. */
export async function findAttempt(db: Database, accountId: string | null, collectionId: string, attemptId: string) {
  const [row] = await db
    .select({ attempt: attempts, collection: collections })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(
      and(
        eq(attempts.id, attemptId),
        eq(collections.id, collectionId),
        accountId === null ? undefined : eq(collections.accountId, accountId),
      ),
    );
  return row ?? null;
}

/** Caption that the school prints under the photo; empty for none. */
export async function captionOf(db: Database, collectionId: string): Promise<string> {
  const [row] = await db
    .select({ caption: projects.printCaption })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(eq(collections.id, collectionId));
  return row?.caption ?? "";
}

const { report: _, ...withoutReport } = getTableColumns(attempts);

/** Latest first, without the reports, which take megabytes for many photos. */
export const attemptsOf = (db: Database, collectionId: string) =>
  db.select(withoutReport).from(attempts).where(eq(attempts.collectionId, collectionId)).orderBy(desc(attempts.number));
