/** A known photo that the reviewer answered, opened once more as any decision of theirs. */
import { type ReviewDecision, reviewDecisionWords } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import { honeypotAnswers, staff } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { findMine, showAnswer, statusAfter } from "./honeypot-answers.ts";
import { knownToNobody } from "./known-photo.ts";
import { holdUntil } from "./undo-until.ts";

/** null: `id` is no answer of the caller's. */
export async function readAnsweredHoneypot(
  deps: ReviewDeps,
  id: string,
  call: Call,
): Promise<RouteAnswer<"readDecision"> | Refusal | null> {
  const { db, clock, sealer, configuration } = deps;
  const [answer] = await db
    .select()
    .from(honeypotAnswers)
    .where(and(eq(honeypotAnswers.id, id), eq(honeypotAnswers.reviewerId, staffOf(call))));
  if (!answer) return null;
  const { reasons, undoneOf, undoneAt } = answer;
  const given = givenOf(answer);
  const collectionId = undoneOf ?? id;
  if (!given) return refuse("not-found", {});
  const { decision, at } = given;
  const [reviewer] = await db
    .select(staffNameColumns(staff))
    .from(staff)
    .where(eq(staff.id, staffOf(call)));
  const review = await showAnswer(deps, { ...answer, id: collectionId }, call);
  if (!reviewer || !review) return refuse("photo-deleted", {});
  const isHeldNow = async ({ decision, at }: Given): Promise<boolean> => {
    const heldUntil = holdUntil(await configuration.read(db, at), decision, at);
    return heldUntil !== null && heldUntil > clock();
  };
  const standing = undoneOf === null ? answer : await findMine(deps, undoneOf, call);
  const stands = standing && givenOf(standing);
  return {
    decision: {
      reviewId: id,
      collectionId,
      at: at.toISOString(),
      reviewer: staffName(sealer, reviewer),
      decision: reviewDecisionWords[decision],
      decisionCode: decision,
      reasons: reasons.map((code) => reasonWords(code).label),
      words: null,
      undoneAt: undoneAt?.toISOString() ?? null,
      isHeld: undoneAt === null && (await isHeldNow({ decision, at })),
      second: null,
      ...knownToNobody,
      mayBecomeKnown: call.caller.role === "senior-reviewer",
      mayBeRecalled: false,
    },
    review: {
      ...review,
      ...(standing && stands ? statusAfter(standing, { ...stands, isHeld: await isHeldNow(stands) }) : {}),
      leaseEndsAt: null,
    },
  };
}

interface Given {
  readonly decision: ReviewDecision;
  readonly at: Date;
}

/** null: none, or it was taken back. */
const givenOf = ({ decision, at }: typeof honeypotAnswers.$inferSelect): Given | null =>
  decision === null || at === null ? null : { decision, at };
