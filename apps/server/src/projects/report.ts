/** Report of a project: reasons for refusals, and durations of the students' steps. */
import { checkWords, isCheckId } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { whereAnnouncedDecision } from "../core/review/decided.ts";
import type { Database } from "../infra/db/database.ts";
import { reviewTasks } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import { findProject } from "./staff-project-rows.ts";

type Report = RouteAnswer<"readProjectReport">;

export async function readProjectReport(
  { db }: ProjectDeps,
  projectId: string,
  call: Call,
): Promise<Report | Refusal> {
  if (!(await findProject(db, projectId, call))) return refuse("not-found", {});
  const [checks, reviewers, registry] = await Promise.all([
    countCodes(db, failedChecks(projectId)),
    countCodes(db, rejectionReasons(projectId)),
    countCodes(db, registryReasons(projectId)),
  ]);
  return {
    photos: await countJudged(db, projectId),
    checks: checks.map((counted) => ({ ...counted, label: checkLabel(counted.code) })),
    reviewers: reviewers.map((counted) => ({ ...counted, label: reasonWords(counted.code).label })),
    registry: registry.map((counted) => ({ ...counted, label: reasonWords(counted.code).label })),
    times: await readTimes(db, projectId),
  };
}

/** Returns the label of a check. A check of an older version is displayed by its code. */
const checkLabel = (code: string) =>
  isCheckId(code) ? checkWords[code].title : { zh: code, en: code };

/** Counts codes. `codes` is a query of one column `code`. */
async function countCodes(db: Database, codes: SQL) {
  const { rows } = await db.execute(
    sql`select code, count(*)::int as count from (${codes}) codes group by code order by count(*) desc, code`,
  );
  return z.array(z.object({ code: z.string(), count: z.int() })).parse(rows);
}

const failedChecks = (projectId: string): SQL => sql`
  select f.check_id as code from attempt_findings f
  join attempts a on a.id = f.attempt_id join collections c on c.id = a.collection_id
  where c.project_id = ${projectId} and f.verdict = 'fail'`;

/** Selects the reasons of rejections that students were notified of. */
const rejectionReasons = (projectId: string): SQL => sql`
  select unnest(${reviewTasks.reasons}) as code from ${reviewTasks} join collections c on c.id = ${reviewTasks.collectionId}
  where c.project_id = ${projectId} and ${reviewTasks.decision} = 'reject' and ${whereAnnouncedDecision}`;

const registryReasons = (projectId: string): SQL => sql`
  select i.reason as code from registry_items i join collections c on c.id = i.collection_id
  where c.project_id = ${projectId} and i.state = 'refused' and i.reason is not null`;

async function countJudged(db: Database, projectId: string): Promise<number> {
  const { rows } = await db.execute(sql`select count(*)::int as photos from attempt_measurements m
    join attempts a on a.id = m.attempt_id join collections c on c.id = a.collection_id
    where c.project_id = ${projectId}`);
  const [counted] = z.array(z.object({ photos: z.int() })).parse(rows);
  return counted?.photos ?? 0;
}

/** Spans between the first entries into two states. */
const spans = {
  startToSubmit: ["started", "submitted"],
  submitToDecision: ["submitted", "decided"],
  approvalToRegistry: ["approved", "completed"],
  startToCompletion: ["started", "completed"],
} as const;

const spanRow = z.object({
  students: z.int(),
  medianS: z.number().nullable(),
  ninetiethS: z.number().nullable(),
});

async function readTimes(db: Database, projectId: string): Promise<Report["times"]> {
  const firstAt = (...states: readonly string[]): SQL =>
    sql`min(h.at) filter (where h.to_state = any(${sql.param([...states])}::text[]))`;
  const firsts = sql`select ${firstAt("verified")} as started, ${firstAt("in_review")} as submitted,
    ${firstAt("approved", "rejected")} as decided, ${firstAt("approved")} as approved, ${firstAt("completed")} as completed
    from collection_history h join collections c on c.id = h.collection_id
    where c.project_id = ${projectId} group by h.collection_id`;
  const timeOf = async (span: keyof typeof spans): Promise<z.output<typeof spanRow>> => {
    const [from, to] = spans[span].map((name) => sql.identifier(name));
    const took = sql`extract(epoch from ${to} - ${from})`;
    const part = (share: number): SQL =>
      sql`(percentile_cont(${share}::float8) within group (order by ${took}))::float8`;
    const { rows } =
      await db.execute(sql`select count(*)::int as students, ${part(0.5)} as "medianS",
      ${part(0.9)} as "ninetiethS" from (${firsts}) firsts where ${to} >= ${from}`);
    return spanRow.parse(rows[0]);
  };
  return {
    startToSubmit: await timeOf("startToSubmit"),
    submitToDecision: await timeOf("submitToDecision"),
    approvalToRegistry: await timeOf("approvalToRegistry"),
    startToCompletion: await timeOf("startToCompletion"),
  };
}
