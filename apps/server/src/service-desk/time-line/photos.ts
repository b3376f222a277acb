/** Timeline entries of photos with the results of the checks, and of staff who viewed them. */
import {
  type AuditAction,
  attemptStates,
  type Finding,
  familyFindings,
  groupFindings,
  isPicturePurpose,
  picturePurposes,
} from "@gradphoto/domain";
import { findingSchema } from "@gradphoto/domain/photo-standard/schemas";
import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { readReport } from "../../core/attempt/read-report.ts";
import {
  mergeArchived,
  readArchived as readArchivedLooks,
} from "../../core/audit/segments/archived-entries.ts";
import type { Database } from "../../infra/db/database.ts";
import { attempts, auditEntries } from "../../infra/db/schema/index.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { type Entry, entryOf, mostRows, roleLabel, type Source } from "./entry.ts";

const fields = {
  id: true,
  verdict: true,
  title: true,
  message: true,
  advice: true,
  clause: true,
} as const;
const loud = z.array(findingSchema.pick(fields));

/** Extracts failing and warning findings in the database: the reports of many photos take megabytes. */
const loudFindings = sql`coalesce((
  select jsonb_agg(f - 'overlay')
  from jsonb_path_query(${attempts.report}, '$.findings[*] ? (@.verdict == "fail" || @.verdict == "warn")') f), '[]')`;

/** Returns true for a finding that failed or warned, which the student saw with numbers and advice. */
const isLoud = ({ verdict }: Pick<Finding, "verdict">): boolean =>
  verdict === "fail" || verdict === "warn";

/** Describes the findings as on the student's page: each matter once, under the title of the check. */
function describedMatters(findings: unknown): Entry["findings"] {
  const read = loud.parse(findings);
  return groupFindings(read).toLookAt.map((finding) => ({
    ...finding,
    also: familyFindings(finding, read)
      .slice(1)
      .map(({ message, clause }) => ({ message, clause })),
  }));
}

export const photos: Source = async ({ db, objects }, collectionId) => {
  const { id, number, state, byRole: taker, createdAt, finishedAt } = attempts;
  const rows = await db
    .select({ id, number, state, taker, createdAt, finishedAt, findings: loudFindings })
    .from(attempts)
    .where(eq(attempts.collectionId, collectionId))
    .orderBy(desc(attempts.number))
    .limit(mostRows);
  const archived = await readArchived(db, objects, collectionId);
  return rows.map((row): Entry => {
    const { zh, en, tone } = attemptStates[row.state];
    return entryOf({
      kind: "attempt",
      at: row.finishedAt ?? row.createdAt,
      title: { zh: `第 ${row.number} 次拍摄：${zh}`, en: `Attempt ${row.number}: ${en}` },
      tone,
      byLabel: roleLabel(row.taker),
      findings: archived.get(row.id) ?? describedMatters(row.findings),
      attemptId: row.id,
    });
  });
};

/** Reads the findings by attempt, for the few whose report is archived. */
async function readArchived(db: Database, objects: Pick<ObjectStore, "get">, collectionId: string) {
  const archived = await db
    .select()
    .from(attempts)
    .where(and(eq(attempts.collectionId, collectionId), isNotNull(attempts.reportKey)))
    .orderBy(desc(attempts.number))
    .limit(mostRows);
  const matches = new Map<string, Entry["findings"]>();
  for (const attempt of archived) {
    const report = await readReport(objects, attempt);
    matches.set(attempt.id, describedMatters(report?.findings.filter(isLoud) ?? []));
  }
  return matches;
}

const look = z.object({ picture: z.string(), purpose: z.string() });

/** Reads the views by staff. Viewing original and standard photo together counts as one view. */
export const photoViews: Source = async ({ db, objects }, collectionId) => {
  const rows = await db
    .select({ id: attempts.id, number: attempts.number })
    .from(attempts)
    .where(eq(attempts.collectionId, collectionId))
    .orderBy(desc(attempts.number))
    .limit(mostRows);
  const attemptOf = new Map(rows.map((row) => [`attempt:${row.id}`, row]));
  const action = "look-at-picture" satisfies AuditAction;
  const subjects = [...attemptOf.keys()];
  const stored = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, action), inArray(auditEntries.subject, subjects)))
    .orderBy(desc(auditEntries.place))
    .limit(mostRows);
  const archived = await readArchivedLooks({ db, objects }, { actions: [action], subjects });
  const views = mergeArchived(stored, archived).slice(-mostRows).reverse();
  const entries = new Map<string, Entry>();
  for (const { at, actor, subject, details } of views) {
    const { purpose } = look.parse(details);
    const minute = Math.floor(at.getTime() / 60_000);
    const attempt = attemptOf.get(subject);
    const [role = ""] = actor.split(":");
    const why = isPicturePurpose(purpose) ? picturePurposes[purpose] : { zh: purpose, en: purpose };
    const key = [actor, subject, purpose, minute].join();
    if (!attempt || entries.has(key)) continue;
    entries.set(
      key,
      entryOf({
        kind: "look",
        at,
        title: {
          zh: `查看第 ${attempt.number} 次拍摄的照片（${why.zh}）`,
          en: `Looked at attempt ${attempt.number} (${why.en})`,
        },
        byLabel: roleLabel(role),
        attemptId: attempt.id,
      }),
    );
  }
  return [...entries.values()];
};
