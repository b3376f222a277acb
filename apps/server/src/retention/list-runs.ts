/** Retention runs for operators and auditors: deleted and remaining rows, and the proof in the audit log. */
import type { AuditAction, Bilingual, Tone } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import {
  type ArchivedLog,
  archivedEntries,
  readArchived,
} from "../core/audit/segments/archived-entries.ts";
import { type Refusal, refuse } from "../core/call.ts";
import { byTime, readPage } from "../core/page.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Database } from "../infra/db/database.ts";
import {
  audit,
  auditEntries,
  doomedObjects,
  projects,
  retentionCounts,
  retentionRuns,
  schools,
} from "../infra/db/schema/index.ts";
import type { DeletedKind } from "./retention-run.ts";

type Run = RouteAnswer<"listRetentionRuns">["runs"][number];
type RunRow = typeof retentionRuns.$inferSelect;
type Counts = Readonly<Record<DeletedKind, number>>;

type ListDeps = ArchivedLog & Pick<ServiceDeps, "db" | "clock">;

export async function listRuns(
  { db, clock }: ListDeps,
  query: ParsedInput<"listRetentionRuns">["query"],
): Promise<RouteAnswer<"listRetentionRuns">> {
  const { rows, next } = await readPage(query, {
    key: byTime("latest-first", retentionRuns.beganAt, retentionRuns.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select()
        .from(retentionRuns)
        .where(whereNext)
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ beganAt, id }) => ({ at: beganAt, id }),
  });
  return { runs: await present(db, clock(), rows), next };
}

export async function readRun(
  deps: ListDeps,
  runId: string,
): Promise<RouteAnswer<"readRetentionRun"> | Refusal> {
  const { db, clock } = deps;
  const [row] = await db.select().from(retentionRuns).where(eq(retentionRuns.id, runId));
  const [run] = row ? await present(db, clock(), [row]) : [];
  if (!row || !run) return refuse("not-found", {});
  const byProject = await db
    .select({ counts: retentionCounts, project: projects, schoolName: schools.name })
    .from(retentionCounts)
    .leftJoin(projects, eq(projects.id, retentionCounts.projectId))
    .leftJoin(schools, eq(schools.code, projects.schoolCode))
    .where(eq(retentionCounts.runId, runId))
    .orderBy(asc(schools.code), asc(projects.graduationYear));
  const proven = await countProven(deps, runId);
  return {
    ...run,
    projects: byProject.map(({ counts: { photos, persons, accounts }, project, schoolName }) => ({
      projectId: project?.id ?? null,
      schoolName,
      category: project?.educationCategory ?? null,
      graduationYear: project?.graduationYear ?? null,
      photos,
      persons,
      accounts,
    })),
    proven,
    matches:
      proven.photos === run.photos &&
      proven.persons === run.persons &&
      proven.accounts === run.accounts,
    auditSeq: await closingSeq(deps, runId),
  };
}

const closing = "retention-run-ended" satisfies AuditAction;

/** Returns the number of the run's closing row, or null until the row is chained. */
async function closingSeq(log: ListDeps, runId: string): Promise<number | null> {
  const subject = `retention-run:${runId}`;
  const [row] = await log.db
    .select({ seq: audit.seq })
    .from(audit)
    .where(and(eq(audit.subject, subject), eq(audit.action, closing)));
  const [entry] = row
    ? [row]
    : await readArchived(log, { subjects: [subject], actions: [closing] });
  return entry?.seq ?? null;
}

const deletedKinds: Readonly<Record<string, DeletedKind>> = {
  "delete-pictures": "photos",
  "erase-person": "persons",
  "delete-person": "persons",
  "erase-account": "accounts",
};

async function countProven(log: ListDeps, runId: string): Promise<Counts> {
  const proven = { photos: 0, persons: 0, accounts: 0 };
  const add = (action: string, rows: number): void => {
    const what = deletedKinds[action];
    if (what) proven[what] += rows;
  };
  const stored = await log.db
    .select({ action: auditEntries.action, rows: count() })
    .from(auditEntries)
    // Written as in the index, so that the index is used.
    .where(sql`${auditEntries.details} ? 'run' and ${auditEntries.details} ->> 'run' = ${runId}`)
    .groupBy(auditEntries.action);
  for (const { action, rows } of stored) add(action, rows);
  for await (const rows of archivedEntries(log, { runId }, { order: "earliest-first" }))
    for (const { action } of rows) add(action, 1);
  return proven;
}

const causes: Readonly<Record<string, Bilingual>> = {
  ended: { zh: "保存期限已到", en: "Retention was over" },
  requested: { zh: "学生要求删除", en: "Requested by the student" },
};

/** Time after which a run without an end counts as cut off, longer than a run takes. */
const cutOffAfterMs = 3_600_000;

async function present(db: Database, now: Date, rows: readonly RunRow[]): Promise<Run[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const sum = (what: DeletedKind) => sql<number>`sum(${retentionCounts[what]})`.mapWith(Number);
  const counted = await db
    .select({
      runId: retentionCounts.runId,
      photos: sum("photos"),
      persons: sum("persons"),
      accounts: sum("accounts"),
    })
    .from(retentionCounts)
    .where(inArray(retentionCounts.runId, ids))
    .groupBy(retentionCounts.runId);
  const remaining = await db
    .select({ runId: doomedObjects.runId, files: count() })
    .from(doomedObjects)
    .where(inArray(doomedObjects.runId, ids))
    .groupBy(doomedObjects.runId);
  return rows.map((row) => {
    const {
      photos = 0,
      persons = 0,
      accounts = 0,
    } = counted.find(({ runId }) => runId === row.id) ?? {};
    return {
      runId: row.id,
      cause: row.cause,
      causeLabel: causes[row.cause] ?? { zh: row.cause, en: row.cause },
      beganAt: row.beganAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      ...status(row, now),
      faults: row.faults,
      photos,
      persons,
      accounts,
      filesLeft: remaining.find(({ runId }) => runId === row.id)?.files ?? 0,
    };
  });
}

function status(
  { endedAt, beganAt, faults }: RunRow,
  now: Date,
): { readonly label: Bilingual; readonly tone: Tone } {
  if (endedAt === null) {
    return now.getTime() - beganAt.getTime() > cutOffAfterMs
      ? {
          label: { zh: "中断，下一次继续", en: "Interrupted; the next run continues" },
          tone: "warning",
        }
      : { label: { zh: "进行中", en: "Under way" }, tone: "info" };
  }
  return faults > 0
    ? {
        label: { zh: "部分未删除，下一次再试", en: "Some are left; the next run tries again" },
        tone: "danger",
      }
    : { label: { zh: "完成", en: "Done" }, tone: "success" };
}
