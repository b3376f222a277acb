/** The on-site days of a project as its school sees them, with how many were identified, shot and called. */
import { siteDayStates, studentPagePath } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, countDistinct, desc, eq, exists, gte, isNotNull, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { mayBeSeenBy } from "../core/project/may-be-seen-by.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { attempts, helperLinks, projects, siteDays } from "../infra/db/schema/index.ts";
import type { SiteDayDeps } from "./deps.ts";
import { type FoundSiteDay, siteDayState } from "./find-site-day.ts";
import { readLine } from "./line.ts";

type Shown = RouteAnswer<"endSiteDay">;

/** Of one each day that is two school terms. */
const mostDays = 200;

export async function listSiteDays(
  deps: SiteDayDeps,
  projectId: string,
  call: Call,
): Promise<RouteAnswer<"listSiteDays"> | Refusal> {
  const { db } = deps;
  const [project] = await db
    .select()
    .from(projects)
    .where(and(eq(projects.id, projectId), mayBeSeenBy(call)));
  if (!project) return refuse("not-found", {});
  const rows = await db
    .select()
    .from(siteDays)
    .where(eq(siteDays.projectId, projectId))
    .orderBy(desc(siteDays.day), desc(siteDays.openedAt))
    .limit(mostDays);
  return { siteDays: await Promise.all(rows.map((siteDay) => readSiteDay(db, deps, { siteDay, project }))) };
}

export async function readSiteDay(
  db: Database | Transaction,
  { clock, publicUrl }: Pick<SiteDayDeps, "clock" | "publicUrl">,
  { siteDay, project }: Pick<FoundSiteDay, "siteDay" | "project">,
): Promise<Shown> {
  const { id, day, queueToken } = siteDay;
  const [students] = await db
    .select({ identified: countDistinct(helperLinks.collectionId) })
    .from(helperLinks)
    .where(eq(helperLinks.siteDayId, id));
  const ofThisDay = db
    .select({ id: helperLinks.id })
    .from(helperLinks)
    .where(
      and(
        eq(helperLinks.siteDayId, id),
        eq(helperLinks.collectionId, attempts.collectionId),
        isNotNull(helperLinks.claimedAt),
        gte(attempts.createdAt, helperLinks.claimedAt),
        gte(helperLinks.sessionExpiresAt, attempts.createdAt),
      ),
    );
  const [photos] = await db
    .select({
      taken: sql<number>`count(*)::int`,
      good: sql<number>`(count(*) filter (where ${attempts.state} = 'made'))::int`,
      unfit: sql<number>`(count(*) filter (where ${attempts.state} = 'refused'))::int`,
    })
    .from(attempts)
    .where(and(eq(attempts.byRole, "helper"), exists(ofThisDay)));
  const { called, waiting } = await readLine(db, id);
  const state = siteDayState(siteDay, project, clock());
  return {
    siteDayId: id,
    day,
    state,
    ...siteDayStates[state],
    queueUrl: `${publicUrl}/${studentPagePath("queue", { link: queueToken })}`,
    identified: students?.identified ?? 0,
    taken: photos?.taken ?? 0,
    good: photos?.good ?? 0,
    unfit: photos?.unfit ?? 0,
    called,
    waiting,
  };
}
