/** How much waits for whoever asks: in all, due today, overdue, and by project. */
import { educationCategories } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { asc, eq, sql } from "drizzle-orm";
import type { Call } from "../core/call.ts";
import { waitsFor } from "../core/review/waiting-reviews.ts";
import { collections, projects, schools } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";

export async function readReviewQueue(
  { db, clock }: Pick<ReviewDeps, "db" | "clock">,
  call: Call,
): Promise<RouteAnswer<"readReviewQueue">> {
  const now = clock();
  const inBeijing = (at: unknown) => sql`(${at} at time zone 'Asia/Shanghai')::date`;
  const isOverdue = sql`${collections.reviewDueAt} < ${now}`;
  const isDueToday = sql`${inBeijing(collections.reviewDueAt)} = ${inBeijing(sql`${now}::timestamptz`)} and not ${isOverdue}`;
  const counted = (condition: ReturnType<typeof sql>) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const found = await db
    .select({
      projectId: projects.id,
      schoolCode: schools.code,
      schoolName: schools.name,
      educationCategory: projects.educationCategory,
      graduationYear: projects.graduationYear,
      waiting: sql<number>`count(*)::int`,
      dueToday: counted(isDueToday),
      overdue: counted(isOverdue),
      forSenior: counted(sql`${collections.handedTo} is not null`),
    })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(waitsFor(call.caller.role, now))
    .groupBy(projects.id, schools.code, schools.name)
    .orderBy(sql`min(${collections.reviewDueAt})`, asc(projects.id));
  const sum = (of: (row: (typeof found)[number]) => number): number => found.reduce((all, row) => all + of(row), 0);
  return {
    waiting: sum(({ waiting }) => waiting),
    dueToday: sum(({ dueToday }) => dueToday),
    overdue: sum(({ overdue }) => overdue),
    forSenior: sum(({ forSenior }) => forSenior),
    projects: found.map(({ educationCategory, forSenior, ...project }) => ({
      ...project,
      categoryLabel: educationCategories[educationCategory],
    })),
  };
}
