/** An operator has photos made again that our own processing failed, unless their students have gone on meanwhile. */
import {
  allCollectionStates,
  attemptStates,
  canMove,
  collectionStates,
  isAttemptState,
  isCollectionState,
  isFrozen,
} from "@gradphoto/contract";
import type { ParsedInput, RouteAnswer } from "@gradphoto/contract/routes";
import { and, asc, eq, exists, gt, inArray, isNull, lte, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Call, isRefusal, type Refusal, refuse } from "../../infra/call.ts";
import { type Database, inTransaction, type Transaction } from "../../infra/db/database.ts";
import { attempts, collections, projects } from "../../infra/db/schema/index.ts";
import { staffOf } from "../collections/caller-account.ts";
import { consentRefusal } from "../collections/consents-given.ts";
import { isUuid } from "../collections/is-uuid.ts";
import { moveCollection } from "../collections/move-collection.ts";
import type { PhotoNeeds } from "./photo-needs.ts";

type RetryNeeds = Pick<PhotoNeeds, "db" | "clock" | "queue">;
type AttemptRow = typeof attempts.$inferSelect;

const later = alias(attempts, "later_one");

/** The photos that a student has uploaded since. */
export const laterThan = (from: Database | Transaction) =>
  from
    .select({ id: later.id })
    .from(later)
    .where(and(eq(later.collectionId, attempts.collectionId), gt(later.number, attempts.number)));

/** Why a failed photo is not made again; null when it may be. `superseded`: a later one was uploaded. */
export function retryRefusal(attempt: AttemptRow, collectionState: string, superseded: boolean) {
  if (attempt.picturesDeletedAt !== null) return refuse("photo-deleted", {});
  if (superseded) return refuse("attempt-superseded", {});
  if (!isCollectionState(collectionState)) throw new Error(`A collection is in the unknown state "${collectionState}"`);
  if (canMove(collectionState, "make-again", "operator")) return null;
  return isFrozen(collectionState)
    ? refuse("collection-frozen", {})
    : refuse("move-not-allowed", { state: collectionStates[collectionState].label });
}

/** One that is under way again, or finished meanwhile, is told as it stands. */
export async function retryFailedAttempt(
  { db, clock, queue }: RetryNeeds,
  attemptId: string,
  call: Call,
): Promise<RouteAnswer<"retryFailedAttempt"> | Refusal> {
  if (!isUuid(attemptId)) return refuse("not-found", {});
  return inTransaction(db, async (tx) => {
    // The attempt before its collection, as whoever finishes a photo holds them.
    const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, attemptId)).for("update");
    if (!attempt) return refuse("not-found", {});
    if (attempt.state !== "failed") return present(attempt.state);
    const { collectionId } = attempt;
    const [of] = await tx
      .select({ state: collections.state, accountId: collections.accountId, schoolCode: projects.schoolCode })
      .from(collections)
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(eq(collections.id, collectionId))
      .for("update", { of: collections });
    if (!of) throw new Error("An attempt is of no collection");
    const since = await tx.$count(
      attempts,
      and(eq(attempts.collectionId, collectionId), gt(attempts.number, attempt.number)),
    );
    const refusal = retryRefusal(attempt, of.state, since > 0);
    if (refusal) return refusal;
    if (await consentRefusal(tx, of.accountId, of.schoolCode)) return refuse("student-consent-withdrawn", {});
    const actor = { role: call.caller.role, id: staffOf(call) };
    const moved = await moveCollection(tx, clock, {
      collectionId,
      move: "make-again",
      actor,
      given: { attempt: attemptId },
    });
    if (isRefusal(moved)) return moved;
    await tx.update(attempts).set({ state: "processing", finishedAt: null }).where(eq(attempts.id, attemptId));
    await queue.enqueueAgain(tx, "standardize-photo", "attemptId", { attemptId });
    return present("processing");
  });
}

function present(state: string): RouteAnswer<"retryFailedAttempt"> {
  if (!isAttemptState(state)) throw new Error(`An attempt is in the unknown state "${state}"`);
  const { zh, en, tone } = attemptStates[state];
  return { state, label: { zh, en }, tone };
}

const batch = 100;
const mayMakeAgain = allCollectionStates.filter((state) => canMove(state, "make-again", "operator"));

/** Each by itself, the longest failed first: one that is refused holds up no other. */
export async function retryFailedAttempts(
  needs: RetryNeeds,
  { failedBefore }: ParsedInput<"retryFailedAttempts">["body"],
  call: Call,
): Promise<RouteAnswer<"retryFailedAttempts">> {
  const { db } = needs;
  const waitsInCollection = exists(
    db
      .select({ id: collections.id })
      .from(collections)
      .where(and(eq(collections.id, attempts.collectionId), inArray(collections.state, [...mayMakeAgain]))),
  );
  const isDue = and(
    eq(attempts.state, "failed"),
    lte(attempts.finishedAt, new Date(failedBefore)),
    isNull(attempts.picturesDeletedAt),
    notExists(laterThan(db)),
    waitsInCollection,
  );
  const due = await db
    .select({ id: attempts.id })
    .from(attempts)
    .where(isDue)
    .orderBy(asc(attempts.createdAt), asc(attempts.id))
    .limit(batch);
  let retried = 0;
  for (const { id } of due) if (!isRefusal(await retryFailedAttempt(needs, id, call))) retried += 1;
  return { retried, left: await db.$count(attempts, isDue) };
}
