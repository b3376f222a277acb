/** Status of a collection and its latest attempt. It is small, because every waiting client requests it. */
import { collectionStates, type MakingStep } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { desc, eq, sql } from "drizzle-orm";
import { batchLookups } from "../infra/db/batch-lookups.ts";
import type { Database } from "../infra/db/database.ts";
import { attempts, collections } from "../infra/db/schema/index.ts";
import type { PhotoQueue } from "./photo-queue.ts";
import { statusOfAttempt } from "./present-attempt.ts";

export type CollectionStatus = RouteAnswer<"readCollectionStatus">;

/**
 * Reads the status, or returns null for a collection of another account. `stepOf` returns the last reported step of an
 * attempt in progress.
 */
export type ReadStatus = (
  accountId: string,
  collectionId: string,
  stepOf?: (attemptId: string) => MakingStep | null,
) => Promise<CollectionStatus | null>;

export function createStatusReader({
  db,
  queue,
}: {
  readonly db: Database;
  readonly queue: PhotoQueue;
}): ReadStatus {
  const { id, number, state, queueNumber, startedAt, finishedAt } = attempts;
  const latest = db
    .select({ id, number, state, queueNumber, startedAt, finishedAt })
    .from(attempts)
    .where(eq(attempts.collectionId, collections.id))
    .orderBy(desc(attempts.number))
    .limit(1)
    .as("latest");
  const ofIds = db
    .select({
      collection: {
        id: collections.id,
        accountId: collections.accountId,
        state: collections.state,
        updatedAt: collections.updatedAt,
      },
      attempt: {
        id: latest.id,
        number: latest.number,
        state: latest.state,
        queueNumber: latest.queueNumber,
        startedAt: latest.startedAt,
        finishedAt: latest.finishedAt,
      },
    })
    .from(collections)
    .leftJoinLateral(latest, sql`true`)
    .where(sql`${collections.id} = any(${sql.placeholder("ids")}::uuid[])`)
    .prepare("status_of_collections");

  const find = batchLookups(async (ids) => {
    const rows = await ofIds.execute({ ids });
    return new Map(rows.map((row) => [row.collection.id, row]));
  });

  return async (accountId, collectionId, stepOf = () => null) => {
    const current = await find(collectionId);
    if (current?.collection.accountId !== accountId) return null;
    const { collection, attempt } = current;
    const { label, tone } = collectionStates[collection.state];
    const movedAt = collection.updatedAt.toISOString();
    const status = { collectionId, state: collection.state, label, tone, movedAt };
    if (!attempt) return { ...status, attempt: null };
    const isMade = attempt.state !== "processing";
    const waiting = isMade ? null : await queue.placeOf(attempt);
    const step = isMade || waiting ? null : stepOf(attempt.id);
    return { ...status, attempt: { ...statusOfAttempt(attempt), waiting, step } };
  };
}
