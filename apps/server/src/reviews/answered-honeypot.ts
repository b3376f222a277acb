/** A known photo that the reviewer answered, opened once more as any decision of theirs. */
import { reviewDecisionWords } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { answerWords, openWords } from "../core/free-words.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import { honeypotAnswers, staff } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { findMine } from "./honeypot-answers.ts";
import { knownToNobody } from "./known-photo.ts";
import { givenOf, isHeldNow, showAnswer } from "./show-honeypot.ts";

/** null: `id` is no decision of the caller's about a known photo. */
export async function readAnsweredHoneypot(
  deps: ReviewDeps,
  id: string,
  call: Call,
): Promise<RouteAnswer<"readDecision"> | Refusal | null> {
  const { db, sealer } = deps;
  const [answer] = await db
    .select()
    .from(honeypotAnswers)
    .where(and(eq(honeypotAnswers.decisionId, id), eq(honeypotAnswers.reviewerId, staffOf(call))));
  const given = answer && givenOf(answer);
  if (!given) return null;
  const { decision, at } = given;
  const { reasons, undoneAt } = answer;
  const collectionId = answer.undoneOf ?? answer.id;
  const [reviewer] = await db
    .select(staffNameColumns(staff))
    .from(staff)
    .where(eq(staff.id, staffOf(call)));
  const standing = await findMine(deps, collectionId, call);
  const review = standing && (await showAnswer(deps, standing, call));
  if (!reviewer || !review) return refuse("photo-deleted", {});
  return {
    decision: {
      reviewId: id,
      collectionId,
      at: at.toISOString(),
      reviewer: staffName(sealer, reviewer),
      decision: reviewDecisionWords[decision],
      decisionCode: decision,
      reasons: reasons.map((code) => reasonWords(code).label),
      words: openWords(sealer, answerWords, answer),
      undoneAt: undoneAt?.toISOString() ?? null,
      isHeld: await isHeldNow(deps, answer),
      second: null,
      ...knownToNobody,
      mayBecomeKnown: call.caller.role === "senior-reviewer",
      mayBeRecalled: false,
    },
    review,
  };
}
