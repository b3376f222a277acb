/**
 * Position of a photo in the queue and its estimated wait. Computed from the photos started last, so the effort does
 * not grow with the queue.
 */
import { and, desc, eq, gt, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Clock } from "../infra/clock.ts";
import { batchLookups } from "../infra/db/batch-lookups.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { attempts } from "../infra/db/schema/index.ts";

/**
 * Retention of refused photos, counted from the next photo of the same collection. Without a next photo, they are
 * deleted with the collection.
 */
export const refusedRetentionDays = 30;
const dayMs = 86_400_000;

/**
 * Ends the retention of refused photos, which are then deleted like all others. Runs in the transaction of the next
 * upload.
 */
export async function endRefused(
  tx: Transaction,
  clock: Clock,
  collectionId: string,
): Promise<void> {
  const retainUntil = new Date(clock().getTime() + refusedRetentionDays * dayMs);
  await tx
    .update(attempts)
    .set({ retainUntil })
    .where(
      and(
        eq(attempts.collectionId, collectionId),
        inArray(attempts.state, ["refused", "failed"]),
        isNull(attempts.picturesDeletedAt),
        gt(attempts.retainUntil, retainUntil),
      ),
    );
}

export interface QueuePlace {
  readonly aheadCount: number;
  /** Seconds until it is made at the current pace. null while no photo was finished recently. */
  readonly aboutS: number | null;
}

type Queued = Pick<typeof attempts.$inferSelect, "queueNumber" | "startedAt" | "finishedAt">;

export interface PhotoQueue {
  /** Returns the position, or null once the photo is in progress. */
  placeOf(attempt: Queued): Promise<QueuePlace | null>;
}

/** The pace is read from this many photos, those that started last; more than are ever in progress at once. */
const pacePhotos = 200;
const recentMs = 600_000;
/** Longer than a photo takes. One that started earlier and has not ended lost its worker and does not count. */
const inWorkMs = 60_000;

interface Pace {
  /** The highest queue number that was started. */
  readonly front: number;
  /** Average interval between finished photos. null while none was finished recently. */
  readonly secondsEach: number | null;
}

export function createPhotoQueue({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): PhotoQueue {
  const begun = db
    .select({
      queueNumber: attempts.queueNumber,
      startedAt: attempts.startedAt,
      finishedAt: attempts.finishedAt,
    })
    .from(attempts)
    .where(isNotNull(attempts.startedAt))
    .orderBy(desc(attempts.startedAt))
    .limit(pacePhotos)
    .prepare("photos_begun_last");

  const readPace = batchLookups(
    async ([key = ""]) => new Map([[key, paceOf(await begun.execute(), clock().getTime())]]),
  );

  return {
    placeOf: async ({ queueNumber, startedAt, finishedAt }) => {
      if (startedAt !== null || finishedAt !== null) return null;
      const { front, secondsEach } = (await readPace("")) ?? { front: 0, secondsEach: null };
      const ahead = Math.max(0, queueNumber - front - 1);
      return {
        aheadCount: ahead,
        aboutS: secondsEach === null ? null : Math.ceil((ahead + 1) * secondsEach),
      };
    },
  };
}

function paceOf(rows: readonly Queued[], nowMs: number): Pace {
  const front = Math.max(0, ...rows.map(({ queueNumber }) => queueNumber));
  const tookMs: number[] = [];
  let inWork = 0;
  for (const { startedAt, finishedAt } of rows) {
    const startedMs = startedAt?.getTime() ?? 0;
    if (finishedAt === null) inWork += nowMs - startedMs < inWorkMs ? 1 : 0;
    else if (nowMs - finishedAt.getTime() < recentMs) tookMs.push(finishedAt.getTime() - startedMs);
  }
  const median = tookMs.sort((one, other) => one - other)[Math.floor(tookMs.length / 2)];
  return { front, secondsEach: median === undefined ? null : median / 1000 / Math.max(1, inWork) };
}
