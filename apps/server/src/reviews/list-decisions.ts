/** The decisions of reviewers as a list: found by who, what, why, and by what became of them. */
import { isDecisionMark, isDecisionStanding, reviewDecisionWords } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { type Days, onDays } from "../core/days.ts";
import { openWords, reviewWords } from "../core/free-words.ts";
import { byTime, readPage } from "../core/page.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import { staffTyped } from "../core/staff-typed.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import {
  attempts,
  collectionHistory,
  collections,
  honeypots,
  reviews,
  secondLooks,
  staff,
} from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import { isCounted } from "./counted-decisions.ts";
import type { ReviewDeps } from "./deps.ts";
import { knownOf, knownToNobody } from "./known-photo.ts";
import { showReview } from "./show-review.ts";
import { hasNoEffectYet } from "./undo-until.ts";

/** As the page asks, and as a file does, whose filters are codes of any list. */
interface Filters extends Days {
  readonly reviewer?: string | undefined;
  readonly decision?: string | undefined;
  readonly reason?: string | undefined;
  readonly mark?: string | undefined;
  readonly standing?: string | undefined;
}

/** What was handed in last before the decision came by an appeal. Those without any are left out first, by their index. */
const afterAppeal = sql`${reviews.collectionId} in (select collection_id from ${collectionHistory} where move = 'appeal')
  and (select move from ${collectionHistory} handed where handed.collection_id = ${reviews.collectionId}
    and handed.move in ('submit', 'appeal') and handed.at <= ${reviews.at} order by handed.id desc limit 1) = 'appeal'`;

/** Of `reviews`, joined by `staff`. */
export function decisionsOf(db: Database, filters: Filters): SQL | undefined {
  const { reviewer, decision, reason, mark, standing, ...days } = filters;
  const lookOf = and(eq(secondLooks.reviewId, reviews.id), isNotNull(secondLooks.decision));
  const otherwise = and(lookOf, ne(secondLooks.decision, sql`${reviews.decision}`));
  const gives = (reasons: typeof reviews.reasons | typeof secondLooks.reasons) =>
    sql`(${reason ?? ""} = any(${reasons}))`;
  const sameSet = sql`${reviews.reasons} @> ${secondLooks.reasons} and ${reviews.reasons} <@ ${secondLooks.reasons}`;
  const sameReasons = sql`${sameSet} and cardinality(${reviews.reasons}) > 0`;
  // Of one reason where it is asked for, else of all.
  const bothGive =
    reason === undefined ? sameReasons : sql`${gives(reviews.reasons)} and ${gives(secondLooks.reasons)}`;
  const oneGives =
    reason === undefined ? sql`not (${sameSet})` : sql`${gives(reviews.reasons)} <> ${gives(secondLooks.reasons)}`;
  const lookWhere = (condition: SQL | undefined) =>
    sql`exists ${db.select({ id: secondLooks.id }).from(secondLooks).where(condition)}`;
  const marks = {
    appealed: afterAppeal,
    "looked-at": lookWhere(lookOf),
    "seen-otherwise": lookWhere(otherwise),
    "same-reasons": lookWhere(and(lookOf, bothGive)),
    "other-reasons": lookWhere(and(lookOf, oneGives)),
  };
  return and(
    onDays(reviews.at, days),
    reviewer === undefined ? undefined : sql`${reviews.reviewerId} = any(array(${staffTyped(reviewer)}))`,
    decision === undefined ? undefined : sql`${reviews.decision} = ${decision}`,
    // That one the second look alone may have given.
    reason === undefined || mark === "other-reasons" ? undefined : gives(reviews.reasons),
    mark !== undefined && isDecisionMark(mark) ? marks[mark] : undefined,
    standing !== undefined && isDecisionStanding(standing) ? standings[standing] : undefined,
  );
}

const standings = {
  stands: isNull(reviews.undoneAt),
  undone: isNotNull(reviews.undoneAt),
  counted: isCounted,
} as const;

const selectDecisions = (db: Database | Transaction) =>
  db
    .select({
      review: reviews,
      reviewer: staffNameColumns(staff),
      state: collections.state,
      submittedAttemptId: collections.submittedAttemptId,
      picturesDeletedAt: attempts.picturesDeletedAt,
      look: secondLooks,
      knownSince: honeypots.createdAt,
    })
    .from(reviews)
    .innerJoin(staff, eq(staff.id, reviews.reviewerId))
    .innerJoin(collections, eq(collections.id, reviews.collectionId))
    .innerJoin(attempts, eq(attempts.id, reviews.attemptId))
    .leftJoin(secondLooks, and(eq(secondLooks.reviewId, reviews.id), isNotNull(secondLooks.decision)))
    .leftJoin(honeypots, and(eq(honeypots.collectionId, reviews.collectionId), isNull(honeypots.endedAt)));

type Found = Awaited<ReturnType<typeof selectDecisions>>[number];

export async function listDecisions(
  { db, sealer }: Pick<ReviewDeps, "db" | "sealer">,
  { limit, after, ...filters }: ParsedInput<"listDecisions">["query"],
): Promise<RouteAnswer<"listDecisions">> {
  const { rows, next } = await readPage(
    { limit, after },
    {
      key: byTime("latest-first", reviews.at, reviews.id),
      select: ({ isNext, order, limit }) =>
        selectDecisions(db)
          .where(and(decisionsOf(db, filters), isNext))
          .orderBy(...order)
          .limit(limit),
      keyOf: ({ review }) => review,
    },
  );
  return { decisions: rows.map((found) => present(found, sealer)), next };
}

/** Of one that there is. */
export async function presentDecided(tx: Transaction, reviewId: string, sealer: Sealer) {
  const [found] = await selectDecisions(tx).where(eq(reviews.id, reviewId));
  if (!found) throw new Error("A decision is gone in the middle of its second look");
  return present(found, sealer);
}

/** With the photo that it was made on, whatever was submitted since: one's own, or any for a senior reviewer. */
export async function readDecision(
  deps: ReviewDeps,
  reviewId: string,
  call: Call,
): Promise<RouteAnswer<"readDecision"> | Refusal> {
  const [found] = await selectDecisions(deps.db).where(eq(reviews.id, reviewId));
  const isSenior = call.caller.role === "senior-reviewer";
  if (!found || !(isSenior || found.review.reviewerId === staffOf(call))) return refuse("not-found", {});
  const review = await showReview(deps, found.review.collectionId, call, found.review);
  if (!review) return refuse("photo-deleted", {});
  const decision = present(found, deps.sealer);
  return isSenior ? { decision, review } : toItsReviewer(decision, review);
}

/** Nothing that would tell it from a known photo, but for what its reviewer is told anyway. */
const toItsReviewer = (
  decision: RouteAnswer<"readDecision">["decision"],
  review: RouteAnswer<"readDecision">["review"],
): RouteAnswer<"readDecision"> => ({
  decision: {
    ...decision,
    ...knownToNobody,
    second: decision.second?.agrees ? null : decision.second,
    mayBeRecalled: false,
  },
  review: {
    ...review,
    handedOverBecause: null,
    handedOverBy: null,
  },
});

const present = ({ review, reviewer, look, ...found }: Found, sealer: Sealer) => ({
  reviewId: review.id,
  collectionId: review.collectionId,
  at: review.at.toISOString(),
  reviewer: staffName(sealer, reviewer),
  decision: reviewDecisionWords[review.decision],
  decisionCode: review.decision,
  reasons: review.reasons.map((code) => reasonWords(code).label),
  words: openWords(sealer, reviewWords, review),
  undoneAt: review.undoneAt?.toISOString() ?? null,
  isHeld: review.heldUntil !== null,
  second: presentLook(look, review.decision),
  ...knownOf(review, found),
  mayBeRecalled: isSeenOtherwise(look, review.decision) && hasNoEffectYet(review, found),
});

const isSeenOtherwise = (look: Found["look"], first: string): boolean =>
  look !== null && look.decision !== null && look.decision !== first;

function presentLook(look: Found["look"], first: string) {
  if (look === null || look.decision === null) return null;
  const { decision, reasons } = look;
  return { decision, agrees: !isSeenOtherwise(look, first), reasons: reasons.map(reasonWords) };
}
