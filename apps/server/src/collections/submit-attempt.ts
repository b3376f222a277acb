/**
 * Submission of a finished photo for review, its withdrawal, and appeals to a senior reviewer after a rejection or a
 * failed check.
 */

import { needsReview, type Report } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, gt, sql } from "drizzle-orm";
import { accountOf, type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import type { CollectionRow } from "../core/collection/lock-collection.ts";
import { type MoveDetails, moveCollection } from "../core/collection/move-collection.ts";
import { readCollection } from "../core/collection/read-collection.ts";
import { consentRefusal } from "../core/collection/read-consents.ts";
import { whereOpenTaskOf, withdraw } from "../core/collection/withdraw.ts";
import { heldRejection } from "../core/review/waiting-reviews.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts, collections, projects, reviewTasks } from "../infra/db/schema/index.ts";
import { addWorkingDays } from "../infra/working-days/working-days.ts";

type Answer = RouteAnswer<"submitAttempt"> | Refusal;
type Deps = Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer">;

export const submitAttempt = (deps: Deps, collectionId: string, attemptId: string, call: Call) =>
  submitForReview(deps, collectionId, call, {
    move: "submit",
    attemptOf: () => attemptId,
    isFit: async (_tx, { state }) => state === "made",
    details: { attempt: attemptId },
  });

/** Appeals against the checks' refusal of an attempt; without an attempt id, against a reviewer's rejection. */
export const appealRejection = (
  deps: Deps,
  collectionId: string,
  { reason, attemptId }: { readonly reason: string; readonly attemptId?: string | undefined },
  call: Call,
) =>
  attemptId === undefined
    ? submitForReview(deps, collectionId, call, {
        move: "appeal",
        attemptOf: ({ submittedAttemptId }) => submittedAttemptId,
        isFit: async () => true,
        details: { reason: { typed: reason, sealer: deps.sealer } },
      })
    : submitForReview(deps, collectionId, call, {
        move: "appeal",
        attemptOf: () => attemptId,
        isFit: isRefusedLast,
        details: { reason: { typed: reason, sealer: deps.sealer }, attempt: attemptId },
      });

type AttemptRow = typeof attempts.$inferSelect;

interface SubmissionInput {
  readonly move: "submit" | "appeal";
  readonly attemptOf: (collection: CollectionRow) => string | null;
  readonly isFit: (tx: Transaction, attempt: AttemptRow) => Promise<boolean>;
  readonly details: MoveDetails;
}

async function submitForReview(
  deps: Deps,
  collectionId: string,
  call: Call,
  { move, attemptOf, isFit, details }: SubmissionInput,
): Promise<Answer> {
  const { db, clock, sealer } = deps;
  const accountId = accountOf(call);
  const refusal = await inTransaction(db, async (tx) => {
    const whereOwn = and(eq(collections.id, collectionId), eq(collections.accountId, accountId));
    const [locked] = await tx
      .select({
        collection: collections,
        reviewDays: projects.reviewDays,
        schoolCode: projects.schoolCode,
      })
      .from(collections)
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(whereOwn);
    if (!locked) return refuse("not-found", {});
    const attemptId = attemptOf(locked.collection);
    if (isDone(locked.collection, move, attemptId)) return null;
    const attempt =
      attemptId === null ? null : await lockAttempt(tx, collectionId, attemptId, isFit);
    if (attempt && isRefusal(attempt)) return attempt;
    const noConsent = await consentRefusal(tx, accountId, locked.schoolCode);
    if (noConsent) return noConsent;
    const actor = { role: call.caller.role, id: accountId };
    const moved = await moveCollection(tx, clock, { collectionId, move, actor, details });
    if (isRefusal(moved)) {
      // A concurrent duplicate of the request may have been faster.
      const [now] = await tx.select().from(collections).where(whereOwn);
      return now && isDone(now, move, attemptId) ? null : moved;
    }
    if (!attempt) throw new Error(`The move "${move}" was allowed without an attempt`);
    const submittedAt = clock();
    const { dueAt: reviewDueAt, certain: reviewDueCertain } = addWorkingDays(
      submittedAt,
      locked.reviewDays,
    );
    await tx
      .update(collections)
      .set({
        submittedAttemptId: attempt.id,
        submittedAt,
        reviewDueAt,
        reviewDueCertain,
        reviewRisk: attempt.risk,
      })
      .where(whereOwn);
    return null;
  });
  return refusal ?? readCollection(db, sealer, collectionId, { accountId, role: call.caller.role });
}

/** Detects a retry after a lost response, which gets the original response. */
const isDone = (
  { state, submittedAttemptId, handedTo }: CollectionRow,
  move: "submit" | "appeal",
  attemptId: string | null,
) =>
  state === "in_review" &&
  submittedAttemptId === attemptId &&
  (move === "submit" || handedTo !== null);

/** Locks the attempt, so that its pictures cannot be deleted during the submission. */
async function lockAttempt(
  tx: Transaction,
  collectionId: string,
  attemptId: string,
  isFit: SubmissionInput["isFit"],
) {
  const whereThisAttempt = and(eq(attempts.id, attemptId), eq(attempts.collectionId, collectionId));
  const [attempt] = await tx.select().from(attempts).where(whereThisAttempt).for("share");
  if (!attempt) return refuse("not-found", {});
  if (!(await isFit(tx, attempt))) return refuse("attempt-not-made", {});
  if (attempt.picturesDeletedAt !== null) return refuse("photo-deleted", {});
  return { id: attempt.id, risk: riskOf(attempt.report) };
}

/**
 * Returns true if the checks refused the latest attempt, but a photo was made of it. Earlier attempts are deleted soon
 * after the next upload.
 */
async function isRefusedLast(tx: Transaction, attempt: AttemptRow): Promise<boolean> {
  if (attempt.state !== "refused" || attempt.photoKey === null) return false;
  const whereLater = and(
    eq(attempts.collectionId, attempt.collectionId),
    gt(attempts.number, attempt.number),
  );
  return (await tx.$count(attempts, whereLater)) === 0;
}

/** Returns the number of findings that need a look, without those that another one implies; 0 for a passed photo. */
function riskOf(report: Report | null): number {
  if (report === null) throw new Error("A made photo has no report");
  return report.verdict === "pass" ? 0 : report.findings.filter(needsReview).length;
}

/** Takes a submission back, which is possible until a reviewer leases or decides it. */
export async function withdrawOwnSubmission(
  { db, clock, sealer }: Deps,
  collectionId: string,
  call: Call,
): Promise<RouteAnswer<"withdrawOwnSubmission"> | Refusal> {
  const accountId = accountOf(call);
  const { role } = call.caller;
  const refusal = await inTransaction(db, async (tx) => {
    const whereOwn = and(eq(collections.id, collectionId), eq(collections.accountId, accountId));
    // The lock hides the row from reviewers, who skip locked rows.
    const [own] = await tx
      .select({ state: collections.state })
      .from(collections)
      .where(whereOwn)
      .for("update");
    if (!own) return refuse("not-found", {});
    // A retry after a lost response: the submission is withdrawn already.
    if (own.state === "ready" || own.state === "paid") return null;
    const [held] = await tx
      .select({ endsAt: reviewTasks.endsAt })
      .from(reviewTasks)
      .where(and(whereOpenTaskOf(collectionId), gt(reviewTasks.endsAt, clock())));
    const decided = await tx.$count(collections, sql`${whereOwn} and exists (${heldRejection})`);
    if (held || decided > 0) return refuse("submission-in-hand", {});
    const actor = { role, id: accountId };
    const reason = { serverText: "本人撤回 / by the student" };
    const row = await withdraw(tx, clock, { collectionId, actor, reason });
    return isRefusal(row) ? row : null;
  });
  return refusal ?? readCollection(db, sealer, collectionId, { accountId, role });
}
