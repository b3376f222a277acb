/** Site days of a project as its school sees them, with the numbers of identified, photographed and called students. */
import { siteDayStates, studentPageLink } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { isProjectVisibleTo } from "../core/school-scope.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { attempts, helperLinks, projects, siteDays } from "../infra/db/schema/index.ts";
import type { SiteDayDeps } from "./deps.ts";
import { type StoredSiteDay, siteDayState } from "./find-site-day.ts";
import { type QueueStatus, readLines } from "./line.ts";

type Visible = RouteAnswer<"endSiteDay">;
type VisibleBy = Pick<SiteDayDeps, "clock" | "publicUrl">;
type OfProject = Pick<StoredSiteDay, "siteDay" | "project">;

/** Maximum number of days, more than a project has. The latest are listed. */
const maxDays = 50;

export async function listSiteDays(
  deps: SiteDayDeps,
  projectId: string,
  call: Call,
): Promise<RouteAnswer<"listSiteDays"> | Refusal> {
  const { db } = deps;
  const [project] = await db
    .select()
    .from(projects)
    .where(and(eq(projects.id, projectId), isProjectVisibleTo(call)));
  if (!project) return refuse("not-found", {});
  const rows = await db
    .select()
    .from(siteDays)
    .where(eq(siteDays.projectId, projectId))
    .orderBy(desc(siteDays.day), desc(siteDays.openedAt))
    .limit(maxDays);
  const counts = await countOn(
    db,
    rows.map(({ id }) => id),
  );
  return {
    siteDays: rows.map((siteDay) => present(deps, { siteDay, project }, counts(siteDay.id))),
  };
}

export async function readSiteDay(
  db: Database | Transaction,
  deps: VisibleBy,
  match: OfProject,
): Promise<Visible> {
  const { id } = match.siteDay;
  const counts = await countOn(db, [id]);
  return present(deps, match, counts(id));
}

type Counts = Pick<Visible, "identified" | "taken" | "good" | "unfit"> &
  Pick<QueueStatus, "called" | "waiting">;

const ofAttempts = (state?: "made" | "refused") => {
  const isCounted = state === undefined ? sql`true` : eq(attempts.state, state);
  // Counts each attempt once, because a student who is identified twice has two sessions.
  return sql<number>`(count(distinct ${attempts.id}) filter (where ${isCounted}))::int`;
};

/** Counts the students of each day. Joins from days through sessions to photos, so that each step uses an index. */
async function countOn(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<(siteDayId: string) => Counts> {
  const rows = await db
    .select({
      siteDayId: helperLinks.siteDayId,
      identified: sql<number>`(count(distinct ${helperLinks.collectionId}))::int`,
      taken: ofAttempts(),
      good: ofAttempts("made"),
      unfit: ofAttempts("refused"),
    })
    .from(helperLinks)
    .leftJoin(
      attempts,
      and(
        eq(attempts.collectionId, helperLinks.collectionId),
        eq(attempts.byRole, "helper"),
        gte(attempts.createdAt, helperLinks.claimedAt),
        gte(helperLinks.sessionExpiresAt, attempts.createdAt),
      ),
    )
    .where(inArray(helperLinks.siteDayId, [...ids]))
    .groupBy(helperLinks.siteDayId);
  const lines = await readLines(db, ids);
  const byDay = new Map(rows.map(({ siteDayId, ...counts }) => [siteDayId, counts]));
  return (siteDayId) => {
    const { called, waiting } = lines(siteDayId);
    return {
      ...(byDay.get(siteDayId) ?? { identified: 0, taken: 0, good: 0, unfit: 0 }),
      called,
      waiting,
    };
  };
}

function present(
  { clock, publicUrl }: VisibleBy,
  { siteDay, project }: OfProject,
  counts: Counts,
): Visible {
  const { id, day, queueToken } = siteDay;
  const state = siteDayState(siteDay, project, clock());
  return {
    siteDayId: id,
    day,
    state,
    ...siteDayStates[state],
    queueUrl: `${publicUrl}/${studentPageLink("queue", { link: queueToken })}`,
    ...counts,
  };
}
