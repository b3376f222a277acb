/** What retention comes to next, by project, the soonest first. */
import type { RouteAnswer } from "@gradphoto/contract/routes";
import { and, count, eq, isNull, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Clock } from "../../infra/clock.ts";
import type { Database } from "../../infra/db/database.ts";
import { attempts, collections, doomedObjects } from "../../infra/db/schema/index.ts";

/** More than a person reads. */
const mostProjects = 200;

const dueRow = z.object({
  projectId: z.string(),
  schoolCode: z.string(),
  schoolName: z.string(),
  category: z.string(),
  graduationYear: z.int(),
  retentionDays: z.int(),
  nextAt: z.coerce.date(),
  dueIn30Days: z.int(),
});

export async function readDue({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<RouteAnswer<"readRetentionDue">> {
  const now = clock();
  const at = now.toISOString();
  const { rows } = await db.execute(
    sql`select p.id as "projectId", p.school_code as "schoolCode", s.name as "schoolName",
          p.education_category as category, p.graduation_year as "graduationYear", p.retention_days as "retentionDays",
          next.at as "nextAt",
          (select count(*)::int from collections c where c.project_id = p.id and c.retain_until > ${at}::timestamptz
             and c.retain_until <= ${at}::timestamptz + interval '30 days') as "dueIn30Days"
        from projects p join schools s on s.code = p.school_code
          cross join lateral (select retain_until as at from collections c where c.project_id = p.id
            and c.retain_until > ${at}::timestamptz order by retain_until limit 1) next
        order by next.at, p.id limit ${mostProjects}`,
  );
  const isOverdue = and(lte(attempts.retainUntil, now), isNull(attempts.picturesDeletedAt));
  const overdue = await db
    .select({ projectId: collections.projectId, photos: count() })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(isOverdue)
    .groupBy(collections.projectId);
  return {
    filesLeft: await db.$count(doomedObjects, lte(doomedObjects.deleteAfter, now)),
    projects: z
      .array(dueRow)
      .parse(rows)
      .map(({ nextAt, ...row }) => ({
        ...row,
        nextAt: nextAt.toISOString(),
        overdue: overdue.find(({ projectId }) => projectId === row.projectId)?.photos ?? 0,
      })),
  };
}
