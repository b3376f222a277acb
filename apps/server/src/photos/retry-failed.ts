/** Retries photos that failed in processing, at an operator's request, unless the student has moved on. */

import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { eq, sql } from "drizzle-orm";
import { type Call, isRefusal, staffOf } from "../core/call.ts";
import { lockCollection } from "../core/collection/lock-collection.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { byTime } from "../core/page.ts";
import { inTransaction } from "../infra/db/database.ts";
import { attempts } from "../infra/db/schema/index.ts";
import { reenqueue } from "../infra/jobs/enqueue.ts";
import type { PhotoDeps } from "./deps.ts";
import { countRetryable, selectRetryable } from "./list-attempts.ts";

type RetryDeps = Pick<PhotoDeps, "db" | "clock">;

/** Queues the photo again and returns true. Returns false when it is in progress, finished, or may not be retried. */
export async function retryFailedAttempt(
  { db, clock }: RetryDeps,
  attemptId: string,
  call: Call,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    // Locks the attempt before its collection, in the same sequence as finishing a photo.
    const [attempt] = await tx
      .select()
      .from(attempts)
      .where(eq(attempts.id, attemptId))
      .for("update");
    if (!attempt) return false;
    const { collectionId } = attempt;
    await lockCollection(tx, collectionId);
    const [retryable] = await selectRetryable(tx, eq(attempts.id, attemptId));
    if (!retryable) return false;
    const actor = { role: call.caller.role, id: staffOf(call) };
    const moved = await moveCollection(tx, clock, {
      collectionId,
      move: "make-again",
      actor,
      details: { attempt: attemptId },
    });
    if (isRefusal(moved)) return false;
    const lastInLine = { queueNumber: sql`default`, startedAt: null };
    await tx
      .update(attempts)
      .set({ state: "processing", finishedAt: null, ...lastInLine })
      .where(eq(attempts.id, attemptId));
    await reenqueue(tx, "standardize-photo", { attemptId });
    return true;
  });
}

/** Retries each photo independently, longest waiting first, so that a refusal does not block others. */
export async function retryFailedAttempts(
  deps: RetryDeps,
  { limit, after }: ParsedInput<"retryFailedAttempts">["body"],
  call: Call,
): Promise<RouteAnswer<"retryFailedAttempts">> {
  const { db } = deps;
  const key = byTime("earliest-first", attempts.createdAt, attempts.id);
  const afterCursor = (cursor: string | undefined) =>
    cursor === undefined ? undefined : key.isAfterCursor(cursor);
  const due = await selectRetryable(db, afterCursor(after))
    .orderBy(...key.order)
    .limit(limit);
  let retried = 0;
  for (const { attempt } of due) if (await retryFailedAttempt(deps, attempt.id, call)) retried += 1;
  const last = due.at(-1)?.attempt;
  const next =
    due.length === limit && last ? key.cursorOf({ at: last.createdAt, id: last.id }) : null;
  return { retried, left: next === null ? 0 : await countRetryable(db, afterCursor(next)), next };
}
