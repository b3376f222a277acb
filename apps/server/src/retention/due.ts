/** Pending retention work by project, overdue work first, then the soonest. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import { doomedObjects } from "../infra/db/schema/index.ts";

/** Maximum number of projects, more than a person reads. */
const maxProjects = 200;

const dueRow = z.object({
  projectId: z.string(),
  schoolCode: z.string(),
  schoolName: z.string(),
  category: z.string(),
  graduationYear: z.int(),
  retentionDays: z.int(),
  nextAt: z.coerce.date().nullable(),
  dueIn30Days: z.int(),
  overdue: z.int(),
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
    sql`with overdue as (
          select c.project_id, count(*)::int as photos from attempts a join collections c on c.id = a.collection_id
          where a.retain_until <= ${at}::timestamptz and a.pictures_deleted_at is null group by c.project_id)
        select p.id as "projectId", p.school_code as "schoolCode", s.name as "schoolName",
          p.education_category as category, p.graduation_year as "graduationYear", p.retention_days as "retentionDays",
          next.at as "nextAt", coalesce(overdue.photos, 0) as overdue,
          (select count(*)::int from collections c where c.project_id = p.id and c.retain_until > ${at}::timestamptz
             and c.retain_until <= ${at}::timestamptz + interval '30 days') as "dueIn30Days"
        from projects p join schools s on s.code = p.school_code
          left join overdue on overdue.project_id = p.id
          left join lateral (select retain_until as at from collections c where c.project_id = p.id
            and c.retain_until > ${at}::timestamptz order by retain_until limit 1) next on true
        where overdue.photos is not null or next.at is not null
        order by overdue.photos is null, next.at nulls first, p.id limit ${maxProjects}`,
  );
  return {
    filesLeft: await db.$count(doomedObjects, lte(doomedObjects.deleteAfter, now)),
    projects: z
      .array(dueRow)
      .parse(rows)
      .map(({ nextAt, ...row }) => ({ ...row, nextAt: nextAt?.toISOString() ?? null })),
  };
}
