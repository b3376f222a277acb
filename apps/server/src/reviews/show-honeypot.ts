/** A known photo as its reviewer sees it: as any other submission, with what they decided on it. */
import { type CollectionState, collectionStates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, eq, isNotNull, or } from "drizzle-orm";
import type { Call } from "../core/call.ts";
import { statusOf } from "../core/collection/present-collection.ts";
import { answerWords, openWords } from "../core/free-words.ts";
import { honeypotAnswers, honeypots } from "../infra/db/schema/index.ts";
import { addWorkingDays } from "../infra/working-days/working-days.ts";
import { blindReview } from "./blind-review.ts";
import type { ReviewDeps } from "./deps.ts";
import { presentDecision, showReview } from "./show-review.ts";
import { holdUntil, type Made } from "./undo-until.ts";

export type Review = RouteAnswer<"readReview">;
export type AnswerRow = typeof honeypotAnswers.$inferSelect;

const dayMs = 86_400_000;

/** `answer`: one that stands, or is to be given. */
export async function showAnswer(deps: ReviewDeps, answer: AnswerRow, call: Call): Promise<Review | null> {
  const [honeypot] = await deps.db.select().from(honeypots).where(eq(honeypots.id, answer.honeypotId));
  if (!honeypot) return null;
  const { attemptId } = honeypot;
  const review = await showReview(deps, honeypot.collectionId, call, { attemptId, at: answer.shownAt });
  if (!review) return null;
  const submittedAt = new Date(answer.shownAt.getTime() - dayMs);
  const { dueAt } = addWorkingDays(submittedAt, 2);
  return {
    ...blindReview(review, { submittedAt, dueAt, leaseEndsAt: answer.endsAt }),
    collectionId: answer.id,
    decisions: await decisionsOf(deps, answer.id, attemptId),
    ...(answer.decision !== null && (await statusAfter(deps, answer))),
    ...((answer.decision !== null || answer.endsAt <= deps.clock()) && { leaseEndsAt: null }),
  };
}

/** Those that were taken back and the one that stands, as any other collection keeps them. */
async function decisionsOf(deps: ReviewDeps, id: string, attemptId: string): Promise<Review["decisions"]> {
  const given = await deps.db
    .select()
    .from(honeypotAnswers)
    .where(and(or(eq(honeypotAnswers.id, id), eq(honeypotAnswers.undoneOf, id)), isNotNull(honeypotAnswers.decision)))
    .orderBy(asc(honeypotAnswers.at));
  return given.flatMap((answer) => presentAnswer(deps, answer, attemptId) ?? []);
}

/** null: none is given. */
export function givenOf({
  decision,
  at,
  decisionId,
}: AnswerRow): (Pick<Made, "decision" | "at"> & { readonly decisionId: string }) | null {
  return decision === null || at === null || decisionId === null ? null : { decision, at, decisionId };
}

/** Null where none is given. */
export function presentAnswer({ sealer }: ReviewDeps, answer: AnswerRow, attemptId: string) {
  const given = givenOf(answer);
  if (!given) return null;
  const { id, reasons, undoneOf, undoneAt } = answer;
  const words = openWords(sealer, answerWords, answer);
  return presentDecision({ ...given, collectionId: undoneOf ?? id, attemptId, reasons, words, undoneAt });
}

/** Whether its student would not be told yet. */
export async function isHeldNow({ db, clock, configuration }: ReviewDeps, answer: AnswerRow): Promise<boolean> {
  const given = givenOf(answer);
  if (!given || answer.undoneAt !== null) return false;
  const heldUntil = holdUntil(await configuration.read(db, given.at), given.decision, given.at);
  return heldUntil !== null && heldUntil > clock();
}

/** Where any other submission would be by then. */
export async function statusAfter(deps: ReviewDeps, answer: AnswerRow) {
  const given = givenOf(answer);
  if (!given) return statusAs(answer, "in_review", deps.clock());
  const to = collectionStates.in_review.moves[given.decision]?.to;
  const stays = to === undefined || to === "before" || (await isHeldNow(deps, answer));
  return statusAs(answer, stays ? "in_review" : to, given.at);
}

const statusAs = ({ id, shownAt }: AnswerRow, state: CollectionState, updatedAt: Date) =>
  statusOf({ id, state, createdAt: new Date(shownAt.getTime() - dayMs), updatedAt });
