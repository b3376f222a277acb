/** The student hands a finished photo to the reviewers, takes it back, or asks a senior one to look: again, or after the checks refused it. */
import { asksForLook, type Report } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, gt, sql } from "drizzle-orm";
import { type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import { consentRefusal } from "../core/collection/consents-given.ts";
import { type MoveDetails, moveCollection } from "../core/collection/move-collection.ts";
import { readCollection } from "../core/collection/read-collection.ts";
import { isOpenTaskOf, withdraw } from "../core/collection/withdraw.ts";
import { heldRejection } from "../core/review/waiting-reviews.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts, collections, projects, reviewTasks } from "../infra/db/schema/index.ts";
import { addWorkingDays } from "../infra/working-days/working-days.ts";
import type { CollectionDeps } from "./deps.ts";

type Answer = RouteAnswer<"submitAttempt"> | Refusal;

export const submitAttempt = (deps: CollectionDeps, collectionId: string, attemptId: string, call: Call) =>
  handIn(deps, collectionId, call, {
    move: "submit",
    attemptOf: () => attemptId,
    isFit: async (_tx, { state }) => state === "made",
    details: { attempt: attemptId },
  });

/** Of the attempt that the checks refused; without its id, of the one that a reviewer rejected. */
export const appealRejection = (
  deps: CollectionDeps,
  collectionId: string,
  { reason, attemptId }: { readonly reason: string; readonly attemptId?: string | undefined },
  call: Call,
) =>
  attemptId === undefined
    ? handIn(deps, collectionId, call, {
        move: "appeal",
        attemptOf: ({ submittedAttemptId }) => submittedAttemptId,
        isFit: async () => true,
        details: { reason: { typed: reason, sealer: deps.sealer } },
      })
    : handIn(deps, collectionId, call, {
        move: "appeal",
        attemptOf: () => attemptId,
        isFit: isRefusedLast,
        details: { reason: { typed: reason, sealer: deps.sealer }, attempt: attemptId },
      });

type CollectionRow = typeof collections.$inferSelect;
type AttemptRow = typeof attempts.$inferSelect;

interface HandedIn {
  readonly move: "submit" | "appeal";
  readonly attemptOf: (collection: CollectionRow) => string | null;
  readonly isFit: (tx: Transaction, attempt: AttemptRow) => Promise<boolean>;
  readonly details: MoveDetails;
}

async function handIn(
  deps: CollectionDeps,
  collectionId: string,
  call: Call,
  { move, attemptOf, isFit, details }: HandedIn,
): Promise<Answer> {
  const { db, clock, sealer } = deps;
  const accountId = accountOf(call);
  const refusal = await inTransaction(db, async (tx) => {
    const isOwn = and(eq(collections.id, collectionId), eq(collections.accountId, accountId));
    const [match] = await tx
      .select({ collection: collections, reviewDays: projects.reviewDays, schoolCode: projects.schoolCode })
      .from(collections)
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(isOwn);
    if (!match) return refuse("not-found", {});
    const attemptId = attemptOf(match.collection);
    if (isDone(match.collection, move, attemptId)) return null;
    const attempt = attemptId === null ? null : await lockAttempt(tx, collectionId, attemptId, isFit);
    if (attempt && isRefusal(attempt)) return attempt;
    const noConsent = await consentRefusal(tx, accountId, match.schoolCode);
    if (noConsent) return noConsent;
    const actor = { role: call.caller.role, id: accountId };
    const moved = await moveCollection(tx, clock, { collectionId, move, actor, details });
    if (isRefusal(moved)) {
      // The same request at the same time may have come first.
      const [now] = await tx.select().from(collections).where(isOwn);
      return now && isDone(now, move, attemptId) ? null : moved;
    }
    if (!attempt) throw new Error(`The move "${move}" was allowed without an attempt`);
    const submittedAt = clock();
    const { dueAt: reviewDueAt, certain: reviewDueCertain } = addWorkingDays(submittedAt, match.reviewDays);
    await tx
      .update(collections)
      .set({ submittedAttemptId: attempt.id, submittedAt, reviewDueAt, reviewDueCertain, reviewRisk: attempt.risk })
      .where(isOwn);
    return null;
  });
  return refusal ?? readCollection(db, sealer, collectionId, { accountId, role: call.caller.role });
}

/** The same request again, after its answer was lost: answered as before. */
const isDone = (
  { state, submittedAttemptId, handedTo }: CollectionRow,
  move: "submit" | "appeal",
  attemptId: string | null,
) => state === "in_review" && submittedAttemptId === attemptId && (move === "submit" || handedTo !== null);

/** So that its pictures cannot be deleted while it is handed in. */
async function lockAttempt(tx: Transaction, collectionId: string, attemptId: string, isFit: HandedIn["isFit"]) {
  const isThis = and(eq(attempts.id, attemptId), eq(attempts.collectionId, collectionId));
  const [attempt] = await tx.select().from(attempts).where(isThis).for("share");
  if (!attempt) return refuse("not-found", {});
  if (!(await isFit(tx, attempt))) return refuse("attempt-not-made", {});
  if (attempt.picturesDeletedAt !== null) return refuse("photo-deleted", {});
  return { id: attempt.id, risk: riskOf(attempt.report) };
}

/** The checks refused it, and it is framed all the same. Earlier ones go soon after the next was uploaded. */
async function isRefusedLast(tx: Transaction, attempt: AttemptRow): Promise<boolean> {
  if (attempt.state !== "refused" || attempt.photoKey === null) return false;
  const isLater = and(eq(attempts.collectionId, attempt.collectionId), gt(attempts.number, attempt.number));
  return (await tx.$count(attempts, isLater)) === 0;
}

/** How many findings ask for a look, what another one tells left out; a passed photo has none. */
function riskOf(report: Report | null): number {
  if (report === null) throw new Error("A made photo has no report");
  return report.verdict === "pass" ? 0 : report.findings.filter(asksForLook).length;
}

/** As long as no reviewer has it in hand or decided. */
export async function takeBackSubmission(
  { db, clock, sealer }: CollectionDeps,
  collectionId: string,
  call: Call,
): Promise<RouteAnswer<"takeBackSubmission"> | Refusal> {
  const accountId = accountOf(call);
  const { role } = call.caller;
  const refusal = await inTransaction(db, async (tx) => {
    const isOwn = and(eq(collections.id, collectionId), eq(collections.accountId, accountId));
    // Reviewers take from the queue what is not locked.
    const [own] = await tx.select({ state: collections.state }).from(collections).where(isOwn).for("update");
    if (!own) return refuse("not-found", {});
    // Its answer may have been lost: taken back is taken back.
    if (own.state === "ready" || own.state === "paid") return null;
    const [held] = await tx
      .select({ endsAt: reviewTasks.endsAt })
      .from(reviewTasks)
      .where(and(isOpenTaskOf(collectionId), gt(reviewTasks.endsAt, clock())));
    const decided = await tx.$count(collections, sql`${isOwn} and exists (${heldRejection})`);
    if (held || decided > 0) return refuse("submission-in-hand", {});
    const actor = { role, id: accountId };
    const reason = { ours: "本人撤回 / by the student" };
    const row = await withdraw(tx, clock, { collectionId, actor, reason });
    return isRefusal(row) ? row : null;
  });
  return refusal ?? readCollection(db, sealer, collectionId, { accountId, role });
}
