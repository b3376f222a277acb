/** An on-site day by one of its links, with its project and school, and whether it may be used now. */
import type { SiteDayState } from "@gradphoto/domain";
import { eq, type SQL } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { startOfDay } from "../core/days.ts";
import type { Database } from "../infra/db/database.ts";
import { projects, schools, siteDays } from "../infra/db/schema/index.ts";
import { sessionTokenSha256 } from "../infra/session-token.ts";

const dayMs = 86_400_000;
/** A photo that waits for the network still arrives in the night after. */
const lateMs = dayMs / 2;

export type SiteDayRow = typeof siteDays.$inferSelect;

export const endOfDay = (day: string): Date => new Date(startOfDay(day).getTime() + dayMs);
export const lastUploadAt = (day: string): Date => new Date(endOfDay(day).getTime() + lateMs);

export function siteDayState({ day, endedAt }: SiteDayRow, now: Date): SiteDayState {
  if (endedAt !== null || now >= endOfDay(day)) return "ended";
  return now < startOfDay(day) ? "upcoming" : "open";
}

export const byShootingLink = (token: string): SQL => eq(siteDays.shootingSha256, sessionTokenSha256(token));
export const byQueueLink = (token: string): SQL => eq(siteDays.queueToken, token);

export interface FoundSiteDay {
  readonly siteDay: SiteDayRow;
  readonly project: typeof projects.$inferSelect;
  readonly school: typeof schools.$inferSelect;
}

/** Open or not. */
export async function findSiteDay(db: Database, wanted: SQL): Promise<FoundSiteDay | Refusal<"site-link-ended">> {
  const [found] = await db
    .select({ siteDay: siteDays, project: projects, school: schools })
    .from(siteDays)
    .innerJoin(projects, eq(projects.id, siteDays.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(wanted);
  return found ?? refuse("site-link-ended", {});
}

export async function findOpenSiteDay(db: Database, wanted: SQL, now: Date): Promise<FoundSiteDay | Refusal> {
  const found = await findSiteDay(db, wanted);
  if ("refused" in found) return found;
  const { day } = found.siteDay;
  const state = siteDayState(found.siteDay, now);
  if (state === "upcoming") return refuse("site-day-not-begun", { day });
  return state === "ended" ? refuse("site-day-ended", { day }) : found;
}
