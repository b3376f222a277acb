/** Was the same picture handed in before: by another account, or by this one and a reviewer refused it? Compared by the database. */
import type { SeenBefore } from "@gradphoto/engine";
import { and, desc, eq, isNotNull, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { attempts, collections, reviews } from "../infra/db/schema/index.ts";

/**
 * Of 64. A picture saved again, made smaller or brighter differs in 6 at most, another picture in 14 at least: 261 labelled
 * photos, each with four copies, in 32,640 pairs.
 */
const nearBits = 6;
/** The latest; a quarter of a second's work for one processor. */
const mostCompared = 200_000;

export interface HandedIn {
  readonly attemptId: string;
  readonly accountId: string;
  readonly originalSha256: string;
  /** null for a picture that cannot be opened. */
  readonly pictureHash: string | null;
}

export async function seenBefore(db: Database, photo: HandedIn): Promise<SeenBefore> {
  const refused = await refusedLike(db, photo);
  const unchanged = refused.includes(photo.originalSha256);
  if (unchanged) return { where: "refused", unchanged };
  if (await isAnotherAccounts(db, photo)) return { where: "another-account" };
  return refused.length > 0 ? { where: "refused", unchanged } : { where: "nowhere" };
}

/** The photos of this account that a person refused and that show the same: their bytes' hashes. */
async function refusedLike(db: Database, { attemptId, accountId, originalSha256, pictureHash }: HandedIn) {
  const isSame = or(eq(attempts.originalSha256, originalSha256), isNear(sql`${attempts.pictureHash}`, pictureHash));
  const isRefused = and(eq(reviews.decision, "reject"), isNull(reviews.undoneAt));
  const rows = await db
    .select({ sha256: attempts.originalSha256 })
    .from(reviews)
    .innerJoin(attempts, eq(attempts.id, reviews.attemptId))
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(and(eq(collections.accountId, accountId), ne(attempts.id, attemptId), isRefused, isSame));
  return rows.map(({ sha256 }) => sha256);
}

async function isAnotherAccounts(db: Database, { accountId, pictureHash }: HandedIn): Promise<boolean> {
  const latest = db
    .select({ id: attempts.id, pictureHash: attempts.pictureHash })
    .from(attempts)
    .where(isNotNull(attempts.pictureHash))
    .orderBy(desc(attempts.createdAt), desc(attempts.id))
    .limit(mostCompared)
    .as("latest");
  const rows = await db
    .select({ id: latest.id })
    .from(latest)
    .innerJoin(attempts, eq(attempts.id, latest.id))
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(and(isNear(sql`${latest.pictureHash}`, pictureHash), ne(collections.accountId, accountId)))
    .limit(1);
  return rows.length > 0;
}

const isNear = (stored: SQL, pictureHash: string | null): SQL =>
  pictureHash === null ? sql`false` : lte(sql`bit_count(${stored} # ${pictureHash}::bit(64))`, nearBits);
