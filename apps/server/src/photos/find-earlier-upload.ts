/** Detects repeated pictures in the database: uploaded by another account, or by this one and refused by a reviewer. */
import type { EarlierUse } from "@gradphoto/engine";
import { and, desc, eq, isNotNull, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { whereAnnouncedDecision } from "../core/review/decided.ts";
import type { Database } from "../infra/db/database.ts";
import { attempts, collections, reviewTasks } from "../infra/db/schema/index.ts";

/**
 * Maximum Hamming distance of 64 bits. Recompressed, scaled or brightened copies differ by 6 at most, other pictures by
 * 14 at least (261 labelled photos with four copies each, 32,640 pairs).
 */
const nearBits = 6;
/** Number of latest pictures compared, which takes a processor a quarter of a second. */
const maxCompared = 200_000;

export interface UploadedPicture {
  readonly attemptId: string;
  readonly accountId: string;
  readonly originalSha256: string;
  /** null for a picture that cannot be opened. */
  readonly pictureHash: string | null;
}

interface Seen {
  readonly seenBefore: EarlierUse;
  /** The latest attempt with the same picture; null if there is none. */
  readonly seenAttemptId: string | null;
}

export async function findEarlierUpload(db: Database, photo: UploadedPicture): Promise<Seen> {
  const refused = await refusedLike(db, photo);
  const same = refused.find(({ sha256 }) => sha256 === photo.originalSha256);
  if (same) return { seenBefore: { where: "refused", unchanged: true }, seenAttemptId: same.id };
  const others = await ofAnotherAccount(db, photo);
  if (others) return { seenBefore: { where: "another-account" }, seenAttemptId: others.id };
  const [alike] = refused;
  if (alike) return { seenBefore: { where: "refused", unchanged: false }, seenAttemptId: alike.id };
  return { seenBefore: { where: "nowhere" }, seenAttemptId: null };
}

/** Selects the photos of this account with the same picture that a reviewer refused, latest first. */
async function refusedLike(
  db: Database,
  { attemptId, accountId, originalSha256, pictureHash }: UploadedPicture,
) {
  const whereSame = or(
    eq(attempts.originalSha256, originalSha256),
    whereNear(sql`${attempts.pictureHash}`, pictureHash),
  );
  // Excludes held rejections: the student must not learn of them through another photo.
  const whereRefused = and(eq(reviewTasks.decision, "reject"), whereAnnouncedDecision);
  return db
    .select({ id: attempts.id, sha256: attempts.originalSha256 })
    .from(reviewTasks)
    .innerJoin(attempts, eq(attempts.id, reviewTasks.attemptId))
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(
      and(
        eq(collections.accountId, accountId),
        ne(attempts.id, attemptId),
        whereRefused,
        whereSame,
      ),
    )
    .orderBy(desc(attempts.createdAt), desc(attempts.id));
}

async function ofAnotherAccount(db: Database, { accountId, pictureHash }: UploadedPicture) {
  const latest = db
    .select({ id: attempts.id, pictureHash: attempts.pictureHash })
    .from(attempts)
    .where(isNotNull(attempts.pictureHash))
    .orderBy(desc(attempts.createdAt), desc(attempts.id))
    .limit(maxCompared)
    .as("latest");
  const [row] = await db
    .select({ id: latest.id })
    .from(latest)
    .innerJoin(attempts, eq(attempts.id, latest.id))
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(
      and(whereNear(sql`${latest.pictureHash}`, pictureHash), ne(collections.accountId, accountId)),
    )
    .orderBy(desc(attempts.createdAt), desc(attempts.id))
    .limit(1);
  return row ?? null;
}

const whereNear = (stored: SQL, pictureHash: string | null): SQL =>
  pictureHash === null
    ? sql`false`
    : lte(sql`bit_count(${stored} # ${pictureHash}::bit(64))`, nearBits);
