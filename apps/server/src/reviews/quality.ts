/** Statistics of each reviewer: pace, agreement with second looks and honeypots, at the desk and on contact sheets. */
import { endOfBeijingDay, startOfBeijingDay } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { beijingDate } from "../core/days.ts";
import { whereCountedDecision, whereHoneypotAnswer } from "../core/review/decided.ts";
import { readWithdrawnSheets } from "../core/review/withdrawn-sheets.ts";
import { honeypots, reviewTasks, staff } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";

/** Pairs of judgements of the same item, counted by combination. */
interface Counts {
  readonly bothYes: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly bothNo: number;
}

/**
 * Returns Cohen's kappa for two raters and binary judgements (Cohen 1960): (observed − expected) / (1 − expected), −1
 * to 1. Returns null without pairs, or when both raters always give the same answer, because chance then explains
 * everything.
 */
export function cohensKappa({ bothYes, onlyFirst, onlySecond, bothNo }: Counts): number | null {
  const pairs = sumOf({ bothYes, onlyFirst, onlySecond, bothNo });
  if (pairs === 0) return null;
  const observed = (bothYes + bothNo) / pairs;
  const firstYes = (bothYes + onlyFirst) / pairs;
  const secondYes = (bothYes + onlySecond) / pairs;
  const expected = firstYes * secondYes + (1 - firstYes) * (1 - secondYes);
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}

/** Minimum number of pairs. Fewer are not significant. */
const minPairs = 20;

interface Agreement {
  readonly pairs: number;
  /** True with fewer than `minPairs`. */
  readonly insufficientData: boolean;
  /** null with too few pairs, and when chance explains everything. */
  readonly kappa: { readonly value: number; readonly low: number; readonly high: number } | null;
}

/** Returns kappa with its 95 % interval. */
export function agreementOf(counts: Counts): Agreement {
  const pairs = sumOf(counts);
  const insufficientData = pairs < minPairs;
  const value = insufficientData ? null : cohensKappa(counts);
  if (value === null) return { pairs, insufficientData, kappa: null };
  // Adds half a pair to each cell, so that full agreement of few pairs has an uncertainty.
  const { bothYes, onlyFirst, onlySecond, bothNo } = counts;
  const error = standardError({
    bothYes: bothYes + 0.5,
    onlyFirst: onlyFirst + 0.5,
    onlySecond: onlySecond + 0.5,
    bothNo: bothNo + 0.5,
  });
  const margin = 1.96 * error;
  return {
    pairs,
    insufficientData,
    kappa: { value, low: Math.max(-1, value - margin), high: Math.min(1, value + margin) },
  };
}

const sumOf = ({ bothYes, onlyFirst, onlySecond, bothNo }: Counts): number =>
  bothYes + onlyFirst + onlySecond + bothNo;

/** Returns the standard error of kappa for large samples (Fleiss, Cohen and Everitt 1969, formula 13). */
function standardError(counts: Counts): number {
  const pairs = sumOf(counts);
  const bothYes = counts.bothYes / pairs;
  const bothNo = counts.bothNo / pairs;
  const onlyFirst = counts.onlyFirst / pairs;
  const onlySecond = counts.onlySecond / pairs;
  const [firstYes, secondYes] = [bothYes + onlyFirst, bothYes + onlySecond];
  const [firstNo, secondNo] = [1 - firstYes, 1 - secondYes];
  const expected = firstYes * secondYes + firstNo * secondNo;
  const apart = (onlyFirst + onlySecond) / (1 - expected);
  const agreed =
    bothYes * (1 - (firstYes + secondYes) * apart) ** 2 +
    bothNo * (1 - (firstNo + secondNo) * apart) ** 2;
  const differed =
    apart ** 2 * (onlyFirst * (secondYes + firstNo) ** 2 + onlySecond * (secondNo + firstYes) ** 2);
  const variance =
    (agreed + differed - (1 - apart - expected * apart) ** 2) / (pairs * (1 - expected) ** 2);
  return Math.sqrt(Math.max(0, variance));
}

/** Maximum viewing time. A longer view was interrupted and is excluded from the pace. */
const longestLookMs = 120_000;

const amount = z.int();
const figureRow = z.object({
  /** null for the totals of all reviewers. */
  reviewerId: z.string().nullable(),
  /** null for contact sheets and single photos together. */
  onSheet: z.boolean().nullable(),
  decisions: amount,
  rejections: amount,
  medianSeconds: z.number().nullable(),
  bothYes: amount,
  onlyFirst: amount,
  onlySecond: amount,
  bothNo: amount,
  otherwise: amount,
  honeypots: amount,
  honeypotsRight: amount,
  honeypotsLeft: amount,
});
type FigureRow = z.output<typeof figureRow>;

const dayRow = z.object({ day: z.string(), decisions: amount, disagreed: z.number().nullable() });

/** Joins second looks to the decisions that they judge. */
const withLooks = sql`${reviewTasks} left join ${reviewTasks} looks
  on looks.of_task_id = ${reviewTasks.id} and looks.decision is not null`;
const count = (condition: SQL): SQL => sql`(count(*) filter (where ${condition}))::int`;

/** Reads the statistics of days in Beijing time, `until` included. */
export async function readReviewQuality(
  { db, sealer, clock, configuration }: ReviewDeps,
  { from, until }: ParsedInput<"readReviewQuality">["query"],
): Promise<RouteAnswer<"readReviewQuality">> {
  const begin = sql`${startOfBeijingDay(from).toISOString()}::timestamptz`;
  const end = sql`${endOfBeijingDay(until).toISOString()}::timestamptz`;
  const within = (at: SQL): SQL => sql`${at} >= ${begin} and ${at} < ${end}`;
  const whereDecidedWithin = sql`${whereCountedDecision} and ${within(sql`${reviewTasks.at}`)}`;
  const first = sql`${reviewTasks.decision}`;
  const wherePair = (isFirstReject: boolean, isSecondReject: boolean): SQL =>
    sql`${whereCountedDecision} and looks.id is not null
      and (${first} = 'reject') = ${isFirstReject}::boolean and (looks.decision = 'reject') = ${isSecondReject}::boolean`;
  const { rows: figureRows } = await db.execute(sql`
    select ${reviewTasks.reviewerId} as "reviewerId", ${reviewTasks.onSheet} as "onSheet",
      ${count(whereCountedDecision)} as decisions, ${count(sql`${whereCountedDecision} and ${first} = 'reject'`)} as rejections,
      (percentile_cont(0.5) within group (order by ${reviewTasks.lookMs})
        filter (where ${whereCountedDecision} and ${reviewTasks.lookMs} <= ${longestLookMs}::int) / 1000)::float8 as "medianSeconds",
      ${count(wherePair(true, true))} as "bothYes", ${count(wherePair(true, false))} as "onlyFirst",
      ${count(wherePair(false, true))} as "onlySecond", ${count(wherePair(false, false))} as "bothNo",
      ${count(sql`${whereCountedDecision} and looks.decision <> ${first}`)} as otherwise,
      ${count(whereHoneypotAnswer)} as honeypots,
      ${count(sql`${whereHoneypotAnswer} and ${first} = ${honeypots.decision}`)} as "honeypotsRight",
      ${count(sql`${first} is null`)} as "honeypotsLeft"
    from ${withLooks} left join ${honeypots} on ${honeypots.id} = ${reviewTasks.honeypotId}
    where ${whereDecidedWithin} or ${whereHoneypotAnswer} and ${within(sql`${reviewTasks.at}`)}
      or ${reviewTasks.kind} = 'honeypot' and ${first} is null and ${within(sql`${reviewTasks.leftAt}`)}
    group by grouping sets ((${reviewTasks.reviewerId}, ${reviewTasks.onSheet}), (${reviewTasks.reviewerId}), ())`);
  const { rows: dayRows } = await db.execute(sql`
    select ${beijingDate(reviewTasks.at)}::text as day, count(*)::int as decisions,
      avg((looks.decision <> ${first})::int)::float8 as disagreed
    from ${withLooks} where ${whereDecidedWithin} group by 1 order by 1`);
  const figures = z.array(figureRow).parse(figureRows);
  const withdrawn = await readWithdrawnSheets(db, await configuration.read(db), clock());
  const people = await db
    .select({ id: staff.id, name: staff.name, username: staff.username })
    .from(staff);
  const figuresOf = (reviewerId: string | null, onSheet: boolean | null) =>
    figures.find((row) => row.reviewerId === reviewerId && row.onSheet === onSheet);
  return {
    reviewers: people.flatMap(({ id, name, username }) => {
      const own = figuresOf(id, null);
      if (!own) return [];
      return {
        reviewerId: id,
        name: sealer.open(name, { column: "staff.name", rowId: id }),
        username,
        rejectShare: own.decisions === 0 ? null : own.rejections / own.decisions,
        agreement: agreementOf(own),
        desk: presentFigures(figuresOf(id, false)),
        sheet: presentFigures(figuresOf(id, true)),
        sheetsWithdrawn: withdrawn.includes(id),
      };
    }),
    agreement: agreementOf(figuresOf(null, null) ?? noCounts),
    days: z.array(dayRow).parse(dayRows),
  };
}

const noCounts = { bothYes: 0, onlyFirst: 0, onlySecond: 0, bothNo: 0 };

/** Presents figures; undefined stands for no decisions. */
const presentFigures = (row: FigureRow | undefined) => ({
  decisions: row?.decisions ?? 0,
  medianSeconds: row?.medianSeconds ?? null,
  secondLooks: row ? row.bothYes + row.onlyFirst + row.onlySecond + row.bothNo : 0,
  otherwise: row?.otherwise ?? 0,
  honeypots: row?.honeypots ?? 0,
  honeypotsRight: row?.honeypotsRight ?? 0,
  honeypotsLeft: row?.honeypotsLeft ?? 0,
});
