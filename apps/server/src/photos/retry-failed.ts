/** An operator has photos made again that our own processing failed, unless their students have gone on meanwhile. */
import { type AttemptState, attemptStates } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, sql } from "drizzle-orm";
import { type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { byTime } from "../core/page.ts";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, collections } from "../infra/db/schema/index.ts";
import { enqueueAgain } from "../infra/jobs/enqueue.ts";
import type { PhotoDeps } from "./deps.ts";
import { countSelected, mayRetry, readRefusal, selectFailed } from "./may-retry.ts";

type RetryDeps = Pick<PhotoDeps, "db" | "clock">;

/** One that is under way again, or finished meanwhile, is told as it stands. */
export async function retryFailedAttempt(
  { db, clock }: RetryDeps,
  attemptId: string,
  call: Call,
): Promise<RouteAnswer<"retryFailedAttempt"> | Refusal> {
  return inTransaction(db, async (tx) => {
    // The attempt before its collection, as whoever finishes a photo holds them.
    const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, attemptId)).for("update");
    if (!attempt) return refuse("not-found", {});
    if (attempt.state !== "failed") return present(attempt.state);
    const { collectionId } = attempt;
    await tx.select({ id: collections.id }).from(collections).where(eq(collections.id, collectionId)).for("update");
    const [failed] = await selectFailed(tx, eq(attempts.id, attemptId));
    if (!failed) throw new Error("A failed attempt is of no collection");
    const refusal = readRefusal(failed);
    if (refusal) return refusal;
    const actor = { role: call.caller.role, id: staffOf(call) };
    const moved = await moveCollection(tx, clock, {
      collectionId,
      move: "make-again",
      actor,
      details: { attempt: attemptId },
    });
    if (isRefusal(moved)) return moved;
    const lastInLine = { queueNumber: sql`default`, startedAt: null };
    await tx
      .update(attempts)
      .set({ state: "processing", finishedAt: null, ...lastInLine })
      .where(eq(attempts.id, attemptId));
    await enqueueAgain(tx, "standardize-photo", { attemptId });
    return present("processing");
  });
}

function present(state: AttemptState): RouteAnswer<"retryFailedAttempt"> {
  const { zh, en, tone } = attemptStates[state];
  return { state, label: { zh, en }, tone };
}

/** Each by itself, the longest waiting first: one that is refused holds up no other. */
export async function retryFailedAttempts(
  deps: RetryDeps,
  { limit, after }: ParsedInput<"retryFailedAttempts">["body"],
  call: Call,
): Promise<RouteAnswer<"retryFailedAttempts">> {
  const { db } = deps;
  const key = byTime("earliest-first", attempts.createdAt, attempts.id);
  const isBehind = (cursor: string | undefined) => (cursor === undefined ? undefined : key.isBehind(cursor));
  const due = await selectFailed(db, and(mayRetry(db), isBehind(after)))
    .orderBy(...key.order)
    .limit(limit);
  let retried = 0;
  for (const { attempt } of due) if (!isRefusal(await retryFailedAttempt(deps, attempt.id, call))) retried += 1;
  const last = due.at(-1)?.attempt;
  const next = due.length === limit && last ? key.cursorOf({ at: last.createdAt, id: last.id }) : null;
  return { retried, left: next === null ? 0 : await countSelected(db, and(mayRetry(db), isBehind(next))), next };
}
