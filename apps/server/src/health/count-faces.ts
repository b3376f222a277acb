/** Number of persons with stored photos, counted daily in bounded steps and stored with the day it reached 100,000. */
import { beijingDay } from "@gradphoto/domain";
import { and, desc, eq, gt, gte, isNull, min, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import { attempts, collections, faceCounts, persons } from "../infra/db/schema/index.ts";
import type { SearchHash } from "../infra/sealing/search-hash.ts";

/** Number of persons from which filing is required, by article 15 of the Measures on facial recognition. */
export const filedFrom = 100_000;

export interface FaceCount {
  readonly persons: number;
  readonly countedAt: Date;
  /** The first Beijing day with as many persons as require filing; null if there was none. */
  readonly reachedOn: string | null;
}

/** Rows of persons per query, so that each one is short. */
const step = 5000;

/** Counts the persons. Returns 0 when today's number exists already, or `stopping` came first. */
export async function countFaces(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  stopping?: AbortSignal,
): Promise<number> {
  const day = beijingDay(clock());
  if ((await db.$count(faceCounts, eq(faceCounts.day, day))) > 0) return 0;
  let counted = 0;
  let previous: string | null = null;
  let after: Place | null = null;
  do {
    if (stopping?.aborted) return 0;
    const rows: readonly Place[] = await personsAfter(db, after);
    const stored = await countedAmong(db, rows);
    for (const { id, identity } of rows) {
      // A person with several codes has several consecutive rows.
      if (!stored.has(id) || identity === previous) continue;
      counted += 1;
      previous = identity;
    }
    after = rows.length < step ? null : (rows.at(-1) ?? null);
  } while (after !== null);
  await db
    .insert(faceCounts)
    .values({ day, persons: counted, countedAt: clock() })
    .onConflictDoNothing();
  return counted;
}

/** Position in the rows of persons, in counting order. */
interface Place {
  readonly id: string;
  readonly identity: SearchHash;
}

const personsAfter = (db: Database, after: Place | null): Promise<readonly Place[]> =>
  db
    .select({ id: persons.id, identity: persons.identityHash })
    .from(persons)
    .where(
      after
        ? and(
            gte(persons.identityHash, after.identity),
            or(gt(persons.identityHash, after.identity), gt(persons.id, after.id)),
          )
        : undefined,
    )
    .orderBy(persons.identityHash, persons.id)
    .limit(step);

/** Persons with a stored picture, one table at a time: with outdated statistics, a join would scan them completely. */
async function countedAmong(db: Database, rows: readonly Place[]): Promise<ReadonlySet<string>> {
  const whereIn = (column: PgColumn, ids: readonly string[]) =>
    sql`${column} = any(${sql.param(ids)}::uuid[])`;
  const ids = rows.map(({ id }) => id);
  const personOf = new Map(
    (
      await db
        .select({ id: collections.id, personId: collections.personId })
        .from(collections)
        .where(whereIn(collections.personId, ids))
    ).map(({ id, personId }) => [id, personId]),
  );
  const stored = await db
    .selectDistinct({ collectionId: attempts.collectionId })
    .from(attempts)
    .where(
      and(whereIn(attempts.collectionId, [...personOf.keys()]), isNull(attempts.picturesDeletedAt)),
    );
  return new Set(stored.map(({ collectionId }) => personOf.get(collectionId) ?? ""));
}

/** Reads the last count; null when none exists yet. */
export async function readFaceCount(db: Database): Promise<FaceCount | null> {
  const [last] = await db.select().from(faceCounts).orderBy(desc(faceCounts.day)).limit(1);
  if (!last) return null;
  const [reached] = await db
    .select({ on: min(faceCounts.day) })
    .from(faceCounts)
    .where(gte(faceCounts.persons, filedFrom));
  return { persons: last.persons, countedAt: last.countedAt, reachedOn: reached?.on ?? null };
}
