/** Handlers of the site day routes. */
import { educationCategories } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { handlersOf, type Refusal } from "../core/call.ts";
import { clearSiteLine, endSiteDay, openSiteDay, renewShootingLink } from "./change-site-days.ts";
import type { SiteDayDeps } from "./deps.ts";
import { byShootingLink, endsAt, findOpenSiteDay } from "./find-site-day.ts";
import { checkSiteCode, identifySiteStudent } from "./identify-site-student.ts";
import { readLine } from "./line.ts";
import { listSiteDays } from "./list-site-days.ts";
import { callNextTicket, readSiteQueue, takeTicket } from "./tickets.ts";

export const siteDayHandlers = (deps: SiteDayDeps) =>
  handlersOf({
    listSiteDays: ({ params }, call) => listSiteDays(deps, params.projectId, call),
    openSiteDay: ({ params, body }, call) => openSiteDay(deps, params.projectId, body.day, call),
    renewShootingLink: ({ params }, call) => renewShootingLink(deps, params.siteDayId, call),
    endSiteDay: ({ params }, call) => endSiteDay(deps, params.siteDayId, call),
    clearSiteLine: ({ params }, call) => clearSiteLine(deps, params.siteDayId, call),
    enterSiteDay: ({ body }) => enterSiteDay(deps, body.token),
    checkSiteCode: ({ body }, call) => checkSiteCode(deps, body, call),
    identifySiteStudent: ({ body }, call) => identifySiteStudent(deps, body, call),
    callNextTicket: ({ body }) => callNextTicket(deps, body),
    takeTicket: ({ body }, call) => takeTicket(deps, body, call),
    readSiteQueue: ({ query }) => readSiteQueue(deps, query),
  });

async function enterSiteDay(
  { db, clock }: SiteDayDeps,
  token: string,
): Promise<RouteAnswer<"enterSiteDay"> | Refusal> {
  const dayOfLink = await findOpenSiteDay(db, byShootingLink(token), clock());
  if ("refused" in dayOfLink) return dayOfLink;
  const { siteDay, project, school } = dayOfLink;
  const { nowCalled, waiting } = await readLine(db, siteDay.id);
  return {
    siteDayId: siteDay.id,
    schoolName: school.name,
    categoryLabel: educationCategories[project.educationCategory],
    graduationYear: project.graduationYear,
    day: siteDay.day,
    endsAt: endsAt(siteDay.day, project).toISOString(),
    nowCalled,
    waiting,
  };
}
