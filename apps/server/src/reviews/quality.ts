/** Reviewing in figures: how fast, how much alike, how long before it tires, and how far the machine's verdict pulls. */
import { isReviewReason, reviewerReasonCodes } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, gte, isNotNull, lt, sql } from "drizzle-orm";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { honeypotAnswers, honeypots, reviews, secondLooks, staff } from "../infra/db/schema/index.ts";
import { type Agreement, agreementOf, countPairs } from "./agreement.ts";
import { isCounted, isGiven } from "./counted-decisions.ts";
import { fatigueOf, machinePullOf, speedOf } from "./decision-figures.ts";
import type { ReviewDeps } from "./deps.ts";

const shanghaiMidnight = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
const dayMs = 86_400_000;

/** Days in Beijing time, `until` included. */
export async function readReviewQuality(
  { db, sealer }: ReviewDeps,
  { from, until }: ParsedInput<"readReviewQuality">["query"],
): Promise<RouteAnswer<"readReviewQuality">> {
  const begin = shanghaiMidnight(from);
  const end = new Date(shanghaiMidnight(until).getTime() + dayMs);
  const within = { begin, end };
  const looks = await db
    .select({ first: reviews, second: secondLooks })
    .from(secondLooks)
    .innerJoin(reviews, eq(reviews.id, secondLooks.reviewId))
    .where(and(isNotNull(secondLooks.decision), isCounted, gte(reviews.at, begin), lt(reviews.at, end)));
  const known = await db
    .select({
      reviewerId: honeypotAnswers.reviewerId,
      shown: sql<number>`count(*)::int`,
      right: sql<number>`count(*) filter (where ${honeypotAnswers.decision} = ${honeypots.decision})::int`,
    })
    .from(honeypotAnswers)
    .innerJoin(honeypots, eq(honeypots.id, honeypotAnswers.honeypotId))
    .where(and(isGiven, gte(honeypotAnswers.at, begin), lt(honeypotAnswers.at, end)))
    .groupBy(honeypotAnswers.reviewerId);
  const people = await db.select({ id: staff.id, name: staff.name, username: staff.username }).from(staff);
  const speeds = await speedOf(db, within);
  const isReject = (row: { readonly decision: string | null }): boolean => row.decision === "reject";
  const agreementIn = (pairs: typeof looks): Agreement =>
    agreementOf(
      countPairs(
        pairs,
        ({ first }) => isReject(first),
        ({ second }) => isReject(second),
      ),
    );
  const reviewers = people.flatMap(({ id, name, username }) => {
    const speed = speeds.find(({ reviewerId }) => reviewerId === id);
    const answers = known.find(({ reviewerId }) => reviewerId === id);
    const mine = looks.filter(({ first }) => first.reviewerId === id);
    if (!speed && !answers) return [];
    return [
      {
        reviewerId: id,
        name: sealer.open(name, { column: "staff.name", rowId: id }),
        decisions: speed?.decisions ?? 0,
        rejectShare: speed?.rejectShare ?? null,
        medianSeconds: speed?.medianSeconds ?? null,
        username,
        agreement: agreementIn(mine),
        otherwise: mine.filter(({ first, second }) => first.decision !== second.decision).length,
        honeypots: answers?.shown ?? 0,
        honeypotsRight: answers?.right ?? 0,
      },
    ];
  });
  const reasons = reviewerReasonCodes.filter(isReviewReason).flatMap((code) => {
    const counts = countPairs(
      looks,
      ({ first }) => first.reasons.includes(code),
      ({ second }) => second.reasons.includes(code),
    );
    const one = counts.onlyFirst + counts.onlySecond;
    if (counts.bothYes + one === 0) return [];
    return [{ ...reasonWords(code), both: counts.bothYes, one, agreement: agreementOf(counts) }];
  });
  const [fatigue, machine] = [await fatigueOf(db, within), await machinePullOf(db, within)];
  return { reviewers, reasons, agreement: agreementIn(looks), fatigue, machine };
}
