/** Blind second looks: a sample of decisions is judged again by a senior reviewer who does not see them. */
import { type BlindDecision, blindDecisions, type ReviewDecision } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, count, eq } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import type { InForce } from "../core/configuration/read-configuration.ts";
import { isFreeLook, isOpenLook } from "../core/review/second-looks.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts, reviews, secondLooks } from "../infra/db/schema/index.ts";
import { blindReview } from "./blind-review.ts";
import type { ReviewDeps } from "./deps.ts";
import { leaseEnd } from "./leases.ts";
import { presentDecided } from "./list-decisions.ts";
import { photoUnopened } from "./opened-photo.ts";
import { showReview } from "./show-review.ts";

const canBeAgreedWith = (decision: ReviewDecision): boolean => blindDecisions.some((one) => one === decision);

/** In the transaction of the decision. */
export async function drawSecondLook(
  tx: Transaction,
  { clock, ids, sample }: ReviewDeps,
  inForce: InForce,
  { id, decision }: { readonly id: string; readonly decision: ReviewDecision },
): Promise<void> {
  if (!canBeAgreedWith(decision) || !sample(inForce, "secondLook", id)) return;
  await tx.insert(secondLooks).values({ id: ids(), reviewId: id, drawnAt: clock() });
}

export async function takeSecondLook(deps: ReviewDeps, call: Call): Promise<RouteAnswer<"takeSecondLook">> {
  const { db, clock } = deps;
  const me = staffOf(call);
  const now = clock();
  const open = isOpenLook(me);
  const taken = await inTransaction(db, async (tx) => {
    const [found] = await tx
      .select({ look: secondLooks, review: reviews })
      .from(secondLooks)
      .innerJoin(reviews, eq(reviews.id, secondLooks.reviewId))
      .innerJoin(attempts, eq(attempts.id, reviews.attemptId))
      .where(and(open, isFreeLook(me, now)))
      .orderBy(asc(secondLooks.drawnAt), asc(secondLooks.id))
      .limit(1)
      .for("update", { of: secondLooks, skipLocked: true });
    if (!found) return null;
    const endsAt = leaseEnd(now);
    await tx.update(secondLooks).set({ reviewerId: me, endsAt }).where(eq(secondLooks.id, found.look.id));
    return { ...found, endsAt };
  });
  const [waiting] = await db
    .select({ count: count() })
    .from(secondLooks)
    .innerJoin(reviews, eq(reviews.id, secondLooks.reviewId))
    .innerJoin(attempts, eq(attempts.id, reviews.attemptId))
    .where(open);
  const left = waiting?.count ?? 0;
  if (!taken) return { look: null, waiting: left };
  const { look, review, endsAt } = taken;
  const shown = await showReview(deps, review.collectionId, call, review);
  if (!shown) throw new Error("A decision has no submission to look at");
  const times = { submittedAt: review.at, dueAt: endsAt, leaseEndsAt: endsAt };
  return { look: { lookId: look.id, review: blindReview(shown, times) }, waiting: left };
}

/** The first decision is told only now. */
export async function decideSecondLook(
  { db, clock, sealer }: ReviewDeps,
  lookId: string,
  made: { readonly decision: BlindDecision; readonly reasons: readonly string[] },
  call: Call,
): Promise<RouteAnswer<"decideSecondLook"> | Refusal> {
  const me = staffOf(call);
  return inTransaction(db, async (tx) => {
    const [found] = await tx
      .select({ look: secondLooks, review: reviews })
      .from(secondLooks)
      .innerJoin(reviews, eq(reviews.id, secondLooks.reviewId))
      .where(and(eq(secondLooks.id, lookId), eq(secondLooks.reviewerId, me)))
      .for("update", { of: secondLooks });
    if (!found) return refuse("not-found", {});
    const { look, review } = found;
    const same = look.decision === made.decision && String(look.reasons) === String(made.reasons);
    if (look.decision !== null && !same) return refuse("second-look-decided", {});
    const unopened = made.decision === "approve" ? await photoUnopened(tx, review.attemptId, call) : null;
    if (unopened) return unopened;
    await tx
      .update(secondLooks)
      .set({ decision: made.decision, reasons: [...made.reasons], at: look.at ?? clock() })
      .where(eq(secondLooks.id, lookId));
    return presentDecided(tx, review.id, sealer);
  });
}
