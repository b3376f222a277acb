/** One submission as a reviewer sees it: masked, with the attempt's findings and what was decided before. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, desc, eq, gt, inArray, isNotNull, or } from "drizzle-orm";
import { readReport } from "../core/attempt/read-report.ts";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { maskStudent } from "../core/collection/mask-student.ts";
import { openStudent } from "../core/collection/person.ts";
import { presentSummary, statusOf } from "../core/collection/present-collection.ts";
import { findWhole } from "../core/collection/read-collection.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { openWords, reasonOfMove, reviewWords } from "../core/free-words.ts";
import { attempts, collectionHistory, collections, reviewLeases, reviews } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { ReviewDeps } from "./deps.ts";
import { isMachineHidden } from "./sampling.ts";

type Review = RouteAnswer<"readReview">;

/** For whoever has it in hand or decided on it; a senior reviewer may look at any. */
export async function readReview(
  deps: ReviewDeps,
  collectionId: string,
  call: Call,
): Promise<Review | Refusal<"not-found">> {
  const none = refuse("not-found", {});
  if (!(await mayRead(deps, collectionId, call))) return none;
  return (await showReview(deps, collectionId, call)) ?? none;
}

/** It is in their hand, they decided on it, or they are a senior reviewer. */
export async function mayRead(deps: ReviewDeps, collectionId: string, call: Call): Promise<boolean> {
  const me = staffOf(call);
  if (call.caller.role === "senior-reviewer" || (await leaseOf(deps, collectionId, me)) !== null) return true;
  const mine = and(eq(reviews.collectionId, collectionId), eq(reviews.reviewerId, me));
  return (await deps.db.$count(reviews, mine)) > 0;
}

/** A submission that was decided, whatever became of it since. */
export interface PastSubmission {
  readonly attemptId: string;
  /** Of the decision: stands for times that are not known any more. */
  readonly at: Date;
}

/** Null when nothing is submitted, or not any more; of a past one, when its report is deleted. */
export async function showReview(
  deps: ReviewDeps,
  collectionId: string,
  call: Call,
  past: PastSubmission | null = null,
): Promise<Review | null> {
  const { db, sealer, objects, signPictures, sample, configuration } = deps;
  const found = await findWhole(db, collectionId);
  if (!found) return null;
  const { collection, school, person } = found;
  const submittedAttemptId = past?.attemptId ?? collection.submittedAttemptId;
  const submittedAt = collection.submittedAt ?? past?.at ?? null;
  const reviewDueAt = collection.reviewDueAt ?? past?.at ?? null;
  if (submittedAttemptId === null || submittedAt === null || reviewDueAt === null) return null;
  const all = await db
    .select()
    .from(attempts)
    .where(eq(attempts.collectionId, collectionId))
    .orderBy(asc(attempts.number));
  const attempt = all.find(({ id }) => id === submittedAttemptId);
  const report = attempt ? await readReport(objects, attempt) : null;
  if (past !== null && report === null) return null;
  if (!attempt || !report) throw new Error("A submitted attempt is gone, or its report");
  const { schoolName, categoryLabel, graduationYear } = presentSummary(found);
  const leaseEndsAt = await leaseOf(deps, collectionId, staffOf(call));
  const isHidden =
    collection.state === "in_review" && isMachineHidden(sample, await configuration.read(db), collection, attempt.id);
  const handedOver = collection.handedTo === null ? null : await readHandOver(deps, collectionId);
  return {
    ...statusOf(collection),
    leaseEndsAt: leaseEndsAt?.toISOString() ?? null,
    forSenior: collection.handedTo === "senior-reviewer",
    submittedAt: submittedAt.toISOString(),
    dueAt: reviewDueAt.toISOString(),
    dueCertain: collection.reviewDueCertain,
    student: maskStudent(openStudent(person, sealer), school.name),
    project: { schoolName, categoryLabel, graduationYear, clothing: found.project.clothing },
    specId: collection.specId,
    attempt: { ...presentAttempt(attempt), source: attempt.source, byRole: attempt.byRole },
    report: isHidden ? { ...report, verdict: "review", findings: [] } : report,
    machineHidden: isHidden,
    seenBefore: isHidden ? null : await readSeenBefore(deps, attempt.seenAttemptId, collection.accountId, call),
    earlierAttempts: all.filter(({ number }) => number < attempt.number).map(presentAttempt),
    decisions: await readDecisions(deps, collectionId),
    handedOverBecause: handedOver?.words ?? null,
    handedOverBy: handedOver?.move ?? null,
    pictures: await signPictures(attempt.id, call),
  };
}

async function readSeenBefore(
  { db, signPictures }: ReviewDeps,
  seenAttemptId: string | null,
  accountId: string,
  call: Call,
): Promise<Review["seenBefore"]> {
  if (seenAttemptId === null) return null;
  const [seen] = await db
    .select({ createdAt: attempts.createdAt, accountId: collections.accountId })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(eq(attempts.id, seenAttemptId));
  if (!seen) return null;
  const { originalUrl } = await signPictures(seenAttemptId, call);
  return { own: seen.accountId === accountId, createdAt: seen.createdAt.toISOString(), originalUrl };
}

const presentAttempt = ({ id, number, state, createdAt }: typeof attempts.$inferSelect) => ({
  attemptId: id,
  number,
  state,
  createdAt: createdAt.toISOString(),
});

type ReviewRow = typeof reviews.$inferSelect;
type DecisionRow = Pick<ReviewRow, "collectionId" | "attemptId" | "decision" | "reasons" | "at" | "undoneAt"> & {
  readonly words: string | null;
};

/** As its readers get it, in the words that were typed. */
export const opened = (row: ReviewRow, sealer: Sealer): DecisionRow => ({
  ...row,
  words: openWords(sealer, reviewWords, row),
});

export const presentDecision = ({ collectionId, attemptId, decision, ...row }: DecisionRow) => ({
  collectionId,
  attemptId,
  decision,
  reasons: row.reasons.map(reasonWords),
  words: row.words,
  at: row.at.toISOString(),
  undone: row.undoneAt !== null,
});

async function readDecisions({ db, sealer }: ReviewDeps, collectionId: string) {
  const rows = await db.select().from(reviews).where(eq(reviews.collectionId, collectionId)).orderBy(asc(reviews.at));
  return rows.map((row) => presentDecision(opened(row, sealer)));
}

async function readHandOver({ db, sealer }: ReviewDeps, collectionId: string) {
  const [found] = await db
    .select()
    .from(collectionHistory)
    .where(
      and(
        eq(collectionHistory.collectionId, collectionId),
        inArray(collectionHistory.move, ["escalate", "appeal", "recall"]),
        or(isNotNull(collectionHistory.reason), isNotNull(collectionHistory.sealedReason)),
      ),
    )
    .orderBy(desc(collectionHistory.id))
    .limit(1);
  return found ? { move: found.move, words: reasonOfMove(sealer, found) } : null;
}

async function leaseOf({ db, clock }: ReviewDeps, collectionId: string, reviewerId: string): Promise<Date | null> {
  const [found] = await db
    .select({ endsAt: reviewLeases.endsAt })
    .from(reviewLeases)
    .where(
      and(
        eq(reviewLeases.collectionId, collectionId),
        eq(reviewLeases.reviewerId, reviewerId),
        gt(reviewLeases.endsAt, clock()),
      ),
    );
  return found?.endsAt ?? null;
}
