/** Figures over many decisions, counted by the database. */
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../infra/db/database.ts";

export interface Within {
  readonly begin: Date;
  /** Not included. */
  readonly end: Date;
}

/** What was decided and stands, or was recalled: as in counted-decisions.ts. */
const counted = ({ begin, end }: Within): SQL =>
  sql`(undone_at is null or recalled_by is not null) and at >= ${begin.toISOString()}::timestamptz and at < ${end.toISOString()}::timestamptz`;

/** Whoever was away longer than this came back to another sitting; what took longer says nothing of speed. */
const breakMinutes = 15;
const longestMs = 120_000;
const fatigueStepMinutes = 20;

const median = sql`percentile_cont(0.5) within group (order by took_ms) filter (where took_ms <= ${longestMs})`;
const rejectShare = sql`avg((decision = 'reject')::int)::float8`;

const speedRow = z.object({
  reviewerId: z.string(),
  decisions: z.int(),
  rejectShare: z.number(),
  medianSeconds: z.number().nullable(),
});

export async function speedOf(db: Database, within: Within): Promise<readonly z.output<typeof speedRow>[]> {
  const { rows } = await db.execute(sql`select reviewer_id as "reviewerId", count(*)::int as decisions,
    ${rejectShare} as "rejectShare", (${median} / 1000)::float8 as "medianSeconds"
    from reviews where ${counted(within)} group by reviewer_id`);
  return z.array(speedRow).parse(rows);
}

const fatigueRow = z.object({
  fromMinute: z.int(),
  decisions: z.int(),
  medianSeconds: z.number().nullable(),
  disagreed: z.number().nullable(),
});

/** By how long the reviewer had been at it; `disagreed`: the share of second looks that saw it otherwise. */
export async function fatigueOf(db: Database, within: Within): Promise<z.output<typeof fatigueRow>[]> {
  const { rows } = await db.execute(
    sql`
    with stepped as (
      select *, coalesce(at - lag(at) over mine > make_interval(mins => ${breakMinutes}), true) as begins
      from reviews where ${counted(within)} window mine as (partition by reviewer_id order by at)
    ), sittings as (
      select *, count(*) filter (where begins) over (partition by reviewer_id order by at) as sitting from stepped
    ), timed as (
      select *, floor(extract(epoch from at - min(at) over (partition by reviewer_id, sitting)) / 60
        / ${fatigueStepMinutes}::int) * ${fatigueStepMinutes}::int as minute
      from sittings
    )
    select minute::int as "fromMinute", count(*)::int as decisions, (${median} / 1000)::float8 as "medianSeconds",
      avg((looks.decision <> timed.decision)::int)::float8 as disagreed
    from timed left join (select review_id, decision from second_looks where decision is not null) looks
      on looks.review_id = timed.id
    group by minute order by minute`.inlineParams(),
  );
  return z.array(fatigueRow).parse(rows);
}

const machineRow = z.object({ noted: z.boolean(), hidden: z.boolean(), decisions: z.int(), rejectShare: z.number() });

/** Rejections with the machine's verdict shown and hidden, apart by whether the checks had noted something. */
export async function machinePullOf(db: Database, within: Within): Promise<z.output<typeof machineRow>[]> {
  const { rows } = await db.execute(sql`
    select coalesce(attempts.verdict, 'pass') <> 'pass' as noted, machine_hidden as hidden,
      count(*)::int as decisions, ${rejectShare} as "rejectShare"
    from reviews join attempts on attempts.id = reviews.attempt_id where ${counted(within)}
    group by 1, 2 order by 1, 2`);
  return z.array(machineRow).parse(rows);
}
