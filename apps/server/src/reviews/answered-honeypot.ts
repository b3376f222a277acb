/** A known photo that the reviewer answered, opened once more as any decision of theirs. */
import { reviewDecisionWords } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import { staff } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { findMine, showAnswer, statusAfter } from "./honeypot-answers.ts";
import { knownToNobody } from "./known-photo.ts";
import { presentDecision } from "./show-review.ts";
import { holdUntil } from "./undo-until.ts";

/** null: `id` is no answer of the caller's. */
export async function readAnsweredHoneypot(
  deps: ReviewDeps,
  id: string,
  call: Call,
): Promise<RouteAnswer<"readDecision"> | Refusal | null> {
  const { db, clock, sealer, configuration } = deps;
  const answer = await findMine(deps, id, call);
  if (!answer) return null;
  const { decision, at, reasons } = answer;
  if (decision === null || at === null) return refuse("not-found", {});
  const [reviewer] = await db
    .select(staffNameColumns(staff))
    .from(staff)
    .where(eq(staff.id, staffOf(call)));
  const review = await showAnswer(deps, answer, call);
  if (!reviewer || !review) return refuse("photo-deleted", {});
  const { attemptId } = review.attempt;
  const row = { collectionId: id, attemptId, decision, at, reasons, words: null, undoneAt: null };
  const made = presentDecision(row);
  const heldUntil = holdUntil(await configuration.read(db, at), decision, at);
  const isHeld = heldUntil !== null && heldUntil > clock();
  return {
    decision: {
      reviewId: id,
      collectionId: id,
      at: made.at,
      reviewer: staffName(sealer, reviewer),
      decision: reviewDecisionWords[decision],
      decisionCode: decision,
      reasons: reasons.map((code) => reasonWords(code).label),
      words: null,
      undoneAt: null,
      isHeld,
      second: null,
      ...knownToNobody,
      mayBecomeKnown: call.caller.role === "senior-reviewer",
      mayBeRecalled: false,
    },
    review: {
      ...review,
      ...statusAfter(answer, { decision, at, isHeld }),
      leaseEndsAt: null,
      decisions: [made],
    },
  };
}
