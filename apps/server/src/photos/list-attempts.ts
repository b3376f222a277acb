/**
 * Queries on attempts: one attempt of an account, all of a collection, and failed ones that can be retried. Attempts of
 * other accounts are reported as not found.
 */
import { retryStates } from "@gradphoto/domain";
import {
  and,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNull,
  notExists,
  type SQL,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { openStudent } from "../core/collection/person.ts";
import { whereConsented } from "../core/collection/read-consents.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { attempts, collections, persons, projects, schools } from "../infra/db/schema/index.ts";
import type { PhotoDeps } from "./deps.ts";

const later = alias(attempts, "later");

/**
 * Condition for a retry: the attempt failed, its picture is still stored, no later upload exists, the collection
 * accepts photos, and the consents still apply.
 */
function isRetryable(from: Database | Transaction): SQL | undefined {
  const laterUpload = from
    .select({ id: later.id })
    .from(later)
    .where(and(eq(later.collectionId, attempts.collectionId), gt(later.number, attempts.number)));
  return and(
    eq(attempts.state, "failed"),
    isNull(attempts.picturesDeletedAt),
    notExists(laterUpload),
    inArray(collections.state, [...retryStates]),
    whereConsented(from),
  );
}

/** Selects the attempts that can be retried. `where` adds a condition. */
export const selectRetryable = (from: Database | Transaction, where?: SQL) =>
  from
    .select({ attempt: attempts })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(isRetryable(from), where));

/** Returns the number of rows of `selectRetryable`. */
export async function countRetryable(db: Database, where?: SQL): Promise<number> {
  const [row] = await db
    .select({ photos: count() })
    .from(selectRetryable(db, where).as("retryable"));
  return row?.photos ?? 0;
}

/** Returns null without a match. An `accountId` of null stands for staff, who may see the attempts of all accounts. */
export async function findAttempt(
  db: Database,
  accountId: string | null,
  collectionId: string,
  attemptId: string,
) {
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

/** File name of the finished photo, without its extension: who it shows, and for which school. */
export async function photoNameOf(
  { db, sealer }: Pick<PhotoDeps, "db" | "sealer">,
  collectionId: string,
) {
  const [row] = await db
    .select({ person: persons, school: schools.name })
    .from(collections)
    .innerJoin(persons, eq(persons.id, collections.personId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(eq(collections.id, collectionId));
  return row ? `${openStudent(row.person, sealer).name}-${row.school}-毕业照` : "毕业照";
}

/** Returns the caption that the school prints under the photo; empty for none. */
export async function readCaption(db: Database, collectionId: string): Promise<string> {
  const [row] = await db
    .select({ caption: projects.printCaption })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(eq(collections.id, collectionId));
  return row?.caption ?? "";
}

const { report: _, ...withoutReport } = getTableColumns(attempts);

/** Lists the attempts of a collection, latest first, without the reports, which take megabytes for many photos. */
export const listAttempts = (db: Database, collectionId: string) =>
  db
    .select(withoutReport)
    .from(attempts)
    .where(eq(attempts.collectionId, collectionId))
    .orderBy(desc(attempts.number));
