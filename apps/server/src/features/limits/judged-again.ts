/** The stored findings of one check judged by another limit, as SQL: the same rule as the contract's `judge`. */
import type { CheckLimits } from "@gradphoto/contract";
import type { ParsedInput } from "@gradphoto/contract/routes";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { attemptFindings as findings } from "../../infra/db/schema/index.ts";
import { isUuid } from "../collections/is-uuid.ts";
import { onDays } from "../collections/on-days.ts";

type Asked = ParsedInput<"tryLimits">["query"];

/** Looked at for one answer, the latest first: keeps it within a second or two. */
export const mostPhotos = 200_000;

/** The limit that is tried, whole. */
export const triedLimit = ({ failMin, failMax, warnMin, warnMax }: Asked): CheckLimits => ({
  ...windowOf("fail", failMin, failMax),
  ...windowOf("warn", warnMin, warnMax),
});

const windowOf = (name: "fail" | "warn", min: number | undefined, max: number | undefined) =>
  min === undefined && max === undefined
    ? {}
    : { [name]: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) } };

/** Photos whose project, days and spec were asked for. */
const wanted = ({ check, specId, projectId, fromDay, untilDay }: Asked): SQL | undefined =>
  and(
    eq(findings.checkId, check),
    eq(findings.specId, specId),
    onDays(findings.at, { fromDay, untilDay }),
    projectId === undefined ? undefined : isOfProject(projectId),
  );

const isOfProject = (projectId: string): SQL =>
  isUuid(projectId)
    ? sql`exists (select from attempts a join collections c on c.id = a.collection_id
        where a.id = ${findings.attemptId} and c.project_id = ${projectId})`
    : sql`false`;

/** Columns attempt_id, at, value, verdict, other_fails, after; the latest uploads first, at most `most`. */
export const judgedAgain = (asked: Asked, most: number): SQL => {
  const { failMin = -Infinity, failMax = Infinity, warnMin = -Infinity, warnMax = Infinity } = asked;
  return sql`select attempt_id, at, value, verdict, other_fails,
      case when value is null then 'unsure'
        when not value between ${failMin}::float8 and ${failMax}::float8
          then case when can_only_warn then 'warn' else 'fail' end
        when not value between ${warnMin}::float8 and ${warnMax}::float8 then 'warn'
        else 'pass' end as after
    from ${findings} where ${wanted(asked)}
    order by at desc, attempt_id desc limit ${most}`;
};

/** Of a row of `judgedAgain`: a code of the contract's verdict changes, or null where the limit changes nothing. */
export const change: SQL = sql`case when after = verdict then null
  when other_fails > 0 then 'refused-anyway'
  when after = 'fail' then 'newly-refused'
  when verdict = 'fail' then 'newly-let-through'
  when after = 'warn' then 'newly-noted'
  else 'no-longer-noted' end`;

/** Of a row of `judgedAgain` called `j` joined to `laterWords`: a code of the contract's photo fates. */
export const fate: SQL = sql`case when j.verdict = 'fail' or j.other_fails > 0 then 'machine-refused'
  when registry.state is not null then 'registry-' || registry.state
  when review.decision = 'reject' then 'reviewer-refused'
  when review.decision is not null then 'reviewer-approved'
  else 'undecided' end`;

/** The last word of the registry and of a reviewer on each photo. */
export const laterWords: SQL = sql`left join lateral (
    select state from registry_items where attempt_id = j.attempt_id and state <> 'open' order by settled_at desc limit 1
  ) registry on true
  left join lateral (
    select decision from reviews where attempt_id = j.attempt_id and undone_at is null and decision <> 'escalate'
    order by at desc limit 1
  ) review on true`;
