/**
 * Finds an attempt of one account's collection, or of any collection for customer service. Those of other accounts are
 * reported as not found.
 */
import { and, desc, eq, getTableColumns } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";

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
