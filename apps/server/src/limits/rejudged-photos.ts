/** SQL that judges the stored findings of one check by another limit, equivalent to the domain's `judge`. */
import { gateOf, hasOwnLimits } from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { onDays } from "../core/days.ts";
import { specIdsUnder } from "../core/photo-standard/read-photo-specs.ts";
import { whereStandingDecision } from "../core/review/decided.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { attemptMeasurements as measured, reviewTasks } from "../infra/db/schema/index.ts";

type Query = ParsedInput<"tryLimits">["query"];

export type LimitDeps = Pick<ServiceDeps, "db" | "specFiles">;

/** Query with the requested spec, and with those derived from it that share its limits. */
export type TrialQuery = Query & { readonly specIds: readonly string[] };

/** Adds the specs that the trial covers. Limits derived from the dimensions of a spec apply only to that spec. */
export const addSpecIds = async <Of extends Query>(
  { db, specFiles }: LimitDeps,
  query: Of,
): Promise<Of & TrialQuery> => ({
  ...query,
  specIds: hasOwnLimits(query.check)
    ? await specIdsUnder(db, specFiles, query.specId)
    : [query.specId],
});

/** Maximum number of latest photos per response, which bounds it to a second or two. */
export const maxPhotos = 200_000;

/** Condition for the photos of one spec in the requested project and days. */
const matchesQuery = (
  { projectId, fromDay, untilDay }: TrialQuery,
  specId: string,
): SQL | undefined =>
  and(
    eq(measured.specId, specId),
    onDays(measured.at, { fromDay, untilDay }),
    projectId === undefined ? undefined : whereOfProject(projectId),
  );

const whereOfProject = (projectId: string): SQL =>
  sql`exists (select from attempts a join collections c on c.id = a.collection_id
    where a.id = ${measured.attemptId} and c.project_id = ${projectId})`;

/**
 * Looks up the check's position once per list of checks, of which there are few. Queries each spec separately, because
 * the index orders the latest photos only within one spec.
 */
const latestMeasured = (query: TrialQuery, maxRows: number): SQL => sql`
  with positions as materialized (
    select id, array_position(check_ids, ${query.check}) as position from check_lists where ${query.check} = any(check_ids))
  select * from (${sql.join(
    query.specIds.map((specId) => sql`(${latestOfSpec(query, specId, maxRows)})`),
    sql` union all `,
  )}) of_specs
  order by at desc, attempt_id desc limit ${maxRows}`;

const latestOfSpec = (query: TrialQuery, specId: string, maxRows: number): SQL => sql`
  select attempt_id, at, fails, values[position] as value, verdicts[position] as verdict, can_only_warn[position] as can_only_warn
  from ${measured} join positions on positions.id = ${measured.checkListId}
  where ${matchesQuery(query, specId)}
  order by at desc, attempt_id desc limit ${maxRows}`;

/**
 * Selects the latest uploads, at most `maxRows`, latest first: attempt_id, at, value, verdict, other_fails and the trial's
 * verdict `after`. Columns `gate_was_closed` and `gate_is_closed`: the stored or the trial's verdict leaves other checks
 * unjudged.
 */
export const rejudgedRows = (query: TrialQuery, maxRows: number): SQL => {
  const {
    failMin = -Infinity,
    failMax = Infinity,
    warnMin = -Infinity,
    warnMax = Infinity,
  } = query;
  const closesGate = (column: SQL): SQL =>
    sql`${column} = any(${sql.param([...gateOf(query.check)])}::text[])`;
  return sql`select *, ${closesGate(sql`verdict`)} as gate_was_closed, ${closesGate(sql`after`)} as gate_is_closed from (
    select attempt_id, at, value, verdict, fails - (verdict = 'fail')::int as other_fails,
      case when value is null then 'unsure'
        when not value between ${failMin}::float8 and ${failMax}::float8
          then case when can_only_warn then 'warn' else 'fail' end
        when not value between ${warnMin}::float8 and ${warnMax}::float8 then 'warn'
        else 'pass' end as after
    from (${latestMeasured(query, maxRows)}) latest) judged`;
};

/**
 * Code of the domain's verdict changes for a row of `rejudgedRows`, or null when the limit changes nothing. Checks
 * behind a closed gate were not judged; an opening gate adds them, a closing one removes their failures.
 */
export const verdictChangeSql: SQL = sql`case when after = verdict then null
  when other_fails > 0 and gate_is_closed and not gate_was_closed and after <> 'fail' then 'checked-again'
  when other_fails > 0 then 'refused-anyway'
  when after = 'fail' then 'newly-refused'
  when gate_was_closed and not gate_is_closed then 'checked-again'
  when verdict = 'fail' then 'newly-let-through'
  when after = 'warn' then 'newly-noted'
  else 'no-longer-noted' end`;

/** Code of the domain's photo fates for a row of `rejudgedRows` with alias `j`, joined with later results. */
export const photoFateSql: SQL = sql`case when j.verdict = 'fail' or j.other_fails > 0 then 'machine-refused'
  when registry.accepted or registry.refused then case when registry.accepted then 'registry-accepted' else 'registry-refused' end
  when review.refused_at > coalesce(review.approved_at, '-infinity') then 'reviewer-refused'
  when review.approved_at is not null then 'reviewer-approved'
  else 'undecided' end`;

const registryResults = (condition: SQL): SQL => sql`
  select attempt_id, bool_or(state = 'accepted') as accepted, bool_or(state = 'refused') as refused
  from registry_items where state <> 'open' and ${condition} group by attempt_id`;

const reviewResults = (condition: SQL): SQL => sql`
  select attempt_id, max(at) filter (where decision = 'reject') as refused_at,
    max(at) filter (where decision <> 'reject') as approved_at
  from ${reviewTasks} where ${whereStandingDecision} and decision <> 'escalate' and ${condition} group by attempt_id`;

/** Joins later results by registry and reviewers, for a few photos each. */
export const joinLaterResults: SQL = sql`
  left join lateral (${registryResults(sql`attempt_id = j.attempt_id`)}) registry on true
  left join lateral (${reviewResults(sql`attempt_id = j.attempt_id`)}) review on true`;

/** Joins them for many photos, uploaded after `since`: reads all results from then on once. */
export const joinLaterResultsSince = (since: Date): SQL => sql`
  left join (${registryResults(sql`settled_at >= ${since.toISOString()}::timestamptz`)}) registry
    on registry.attempt_id = j.attempt_id
  left join (${reviewResults(sql`at >= ${since.toISOString()}::timestamptz`)}) review on review.attempt_id = j.attempt_id`;
