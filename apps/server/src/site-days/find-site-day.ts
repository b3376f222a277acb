/** Finds a site day by one of its links, with project and school, and checks whether it may be used now. */
import { endOfBeijingDay, type SiteDayState, startOfBeijingDay } from "@gradphoto/domain";
import { eq, type SQL } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import type { Database } from "../infra/db/database.ts";
import { projects, schools, siteDays } from "../infra/db/schema/index.ts";
import { sessionTokenSha256 } from "../infra/session-token.ts";

const dayMs = 86_400_000;
/** Time after the day's end in which uploads that waited for a network connection are accepted. */
const lateMs = dayMs / 2;

export type SiteDayRow = typeof siteDays.$inferSelect;

type Closing = Pick<typeof projects.$inferSelect, "closesAt">;

/** Returns the moment, or the closing of the project if that is earlier: after it nothing is accepted. */
const untilClosing = (moment: Date, { closesAt }: Closing): Date =>
  moment < closesAt ? moment : closesAt;

export const endsAt = (day: string, project: Closing): Date =>
  untilClosing(endOfBeijingDay(day), project);
export const lastUploadAt = (day: string, project: Closing): Date =>
  untilClosing(new Date(endOfBeijingDay(day).getTime() + lateMs), project);

export function siteDayState(
  { day, endedAt }: SiteDayRow,
  project: Closing,
  now: Date,
): SiteDayState {
  if (endedAt !== null || now >= endsAt(day, project)) return "ended";
  return now < startOfBeijingDay(day) ? "upcoming" : "open";
}

/** Returns the refusal of an ended day; null when the day is today or in the future. */
export function endedRefusal(
  siteDay: SiteDayRow,
  project: Closing,
  now: Date,
): Refusal<"project-closed"> | Refusal<"site-day-ended"> | null {
  const { closesAt } = project;
  // After the closing, the texts of an ended day do not apply: the student can neither upload at home nor attend
  // another day.
  if (now >= closesAt) return refuse("project-closed", { closesAt: closesAt.toISOString() });
  return siteDayState(siteDay, project, now) === "ended"
    ? refuse("site-day-ended", { day: siteDay.day })
    : null;
}

export const byShootingLink = (token: string): SQL =>
  eq(siteDays.shootingSha256, sessionTokenSha256(token));
export const byQueueLink = (token: string): SQL => eq(siteDays.queueToken, token);

export interface StoredSiteDay {
  readonly siteDay: SiteDayRow;
  readonly project: typeof projects.$inferSelect;
  readonly school: typeof schools.$inferSelect;
}

/** Finds the day, whether it is open or not. */
export async function findSiteDay(
  db: Database,
  wanted: SQL,
): Promise<StoredSiteDay | Refusal<"site-link-ended">> {
  const [row] = await db
    .select({ siteDay: siteDays, project: projects, school: schools })
    .from(siteDays)
    .innerJoin(projects, eq(projects.id, siteDays.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(wanted);
  return row ?? refuse("site-link-ended", {});
}

export async function findOpenSiteDay(
  db: Database,
  wanted: SQL,
  now: Date,
): Promise<StoredSiteDay | Refusal> {
  const dayOfLink = await findSiteDay(db, wanted);
  if ("refused" in dayOfLink) return dayOfLink;
  const { siteDay, project } = dayOfLink;
  const ended = endedRefusal(siteDay, project, now);
  if (ended) return ended;
  return siteDayState(siteDay, project, now) === "upcoming"
    ? refuse("site-day-not-begun", { day: siteDay.day })
    : dayOfLink;
}
