/** What a reviewer does with a known photo: it is answered, refused and told like any other, and moves nothing. */
import { eq } from "drizzle-orm";
import { type Call, isRefusal, refuse } from "../core/call.ts";
import { answerWords, openWords, sealWords } from "../core/free-words.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { honeypotAnswers, honeypots } from "../infra/db/schema/index.ts";
import { type Decision, isApproving } from "./decision.ts";
import type { ReviewDeps } from "./deps.ts";
import { findMine, isMine } from "./honeypot-answers.ts";
import { leaseEnd } from "./leases.ts";
import { photoUnopened } from "./opened-photo.ts";
import { type AnswerRow, givenOf, statusAfter } from "./show-honeypot.ts";
import { holdUntil, undoMinutes, undoUntil } from "./undo-until.ts";

/** Locked until the transaction ends; undefined: `id` is no known photo of the caller's. */
async function lockMine(tx: Transaction, id: string, call: Call): Promise<AnswerRow | undefined> {
  const [answer] = await tx.select().from(honeypotAnswers).where(isMine(id, call)).for("update");
  return answer;
}

/** null: `id` is no known photo of the caller's. */
export async function answerHoneypot(deps: ReviewDeps, id: string, made: Decision, call: Call) {
  const { db, clock, configuration } = deps;
  const after = await inTransaction(db, async (tx) => {
    const before = await lockMine(tx, id, call);
    const now = clock();
    if (!before || givenOf(before) || before.endsAt <= now) return before;
    const unopened = isApproving(made) && (await unopenedOf(tx, before, call));
    if (unopened) return unopened;
    const after = { ...before, ...answered(deps, id, made, now) };
    await tx.update(honeypotAnswers).set(after).where(eq(honeypotAnswers.id, id));
    return after;
  });
  if (!after) return null;
  if (isRefusal(after)) return after;
  const given = givenOf(after);
  const status = await statusAfter(deps, after);
  if (given?.decision !== made.decision)
    return given && status.state !== "in_review" ? refuse("moved-meanwhile", {}) : refuse("review-lease-ended", {});
  const heldUntil = holdUntil(await configuration.read(db, given.at), given.decision, given.at);
  return { ...status, undoUntil: undoUntil({ ...given, heldUntil })?.toISOString() ?? null };
}

async function unopenedOf(tx: Transaction, { honeypotId }: AnswerRow, call: Call) {
  const [honeypot] = await tx.select().from(honeypots).where(eq(honeypots.id, honeypotId));
  return honeypot ? photoUnopened(tx, honeypot.attemptId, call) : null;
}

function answered({ ids, sealer }: ReviewDeps, id: string, made: Decision, at: Date) {
  const words = "words" in made ? made.words : null;
  return {
    decision: made.decision,
    reasons: "reasons" in made ? [...made.reasons] : [],
    sealedWords: words === null ? null : sealWords(sealer, answerWords, id, words),
    at,
    decisionId: ids(),
  };
}

const unanswered = { decision: null, reasons: [], sealedWords: null, at: null, decisionId: null };

/** null: `id` is no known photo of the caller's. */
export async function takeBackHoneypot(deps: ReviewDeps, id: string, call: Call) {
  const { db, clock, configuration } = deps;
  const taken = await inTransaction(db, async (tx) => {
    const now = clock();
    const answer = await lockMine(tx, id, call);
    if (!answer) return null;
    const tooLate = refuse("undo-too-late", { minutes: undoMinutes });
    const given = givenOf(answer);
    if (!given) return tooLate;
    const heldUntil = holdUntil(await configuration.read(tx, given.at), given.decision, given.at);
    const until = undoUntil({ ...given, heldUntil });
    if (until === null || until < now) return tooLate;
    const open = { ...answer, ...unanswered, endsAt: leaseEnd(now) };
    await tx.insert(honeypotAnswers).values(undone(deps, { ...answer, decisionId: given.decisionId }, now));
    await tx.update(honeypotAnswers).set(open).where(eq(honeypotAnswers.id, id));
    return open;
  });
  if (taken === null || isRefusal(taken)) return taken;
  return { ...(await statusAfter(deps, taken)), leaseEndsAt: taken.endsAt.toISOString() };
}

/** As a row of its own, by the id that it was told by. */
function undone(
  { sealer }: ReviewDeps,
  answer: AnswerRow & { readonly decisionId: string },
  undoneAt: Date,
): AnswerRow {
  const id = answer.decisionId;
  const words = openWords(sealer, answerWords, answer);
  const sealedWords = words === null ? null : sealWords(sealer, answerWords, id, words);
  return { ...answer, id, sealedWords, undoneOf: answer.id, undoneAt };
}

/** null: `id` is no known photo in the caller's hand. */
export async function renewHoneypot(deps: ReviewDeps, id: string, call: Call) {
  const now = deps.clock();
  const answer = await findMine(deps, id, call);
  if (answer?.decision !== null || answer.endsAt <= now) return null;
  const endsAt = leaseEnd(now);
  await deps.db.update(honeypotAnswers).set({ endsAt }).where(eq(honeypotAnswers.id, id));
  return { leaseEndsAt: endsAt.toISOString() };
}

/** Given back undecided: it may come again. */
export async function releaseHoneypot(
  deps: ReviewDeps,
  id: string,
  leftTo: "anyone" | "others",
  call: Call,
): Promise<void> {
  const now = deps.clock();
  const answer = await findMine(deps, id, call);
  if (answer?.decision !== null || answer.endsAt <= now) return;
  const leftAt = leftTo === "others" ? now : null;
  await deps.db.update(honeypotAnswers).set({ endsAt: now, leftAt }).where(eq(honeypotAnswers.id, id));
}
