/** Management of site days by schools and operators: open a day, renew its shooting link, clear its queue, end it. */
import {
  type AuditAction,
  endOfBeijingDay,
  startOfBeijingDay,
  studentPageLink,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse } from "../core/call.ts";
import { isProjectVisibleTo } from "../core/school-scope.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { projects, siteDays, siteTickets } from "../infra/db/schema/index.ts";
import { newSessionToken, sessionTokenSha256 } from "../infra/session-token.ts";
import type { SiteDayDeps } from "./deps.ts";
import {
  endedRefusal,
  type SiteDayRow,
  type StoredSiteDay,
  siteDayState,
} from "./find-site-day.ts";
import { whereWaiting } from "./line.ts";
import { readSiteDay } from "./list-site-days.ts";

type WithLink = RouteAnswer<"openSiteDay">;

const shootingUrl = ({ publicUrl }: SiteDayDeps, link: string): string =>
  `${publicUrl}/${studentPageLink("site", { link })}`;

export const openSiteDay = (
  deps: SiteDayDeps,
  projectId: string,
  day: string,
  call: Call,
): Promise<WithLink | Refusal> =>
  inTransaction(deps.db, async (tx) => {
    const [project] = await tx
      .select()
      .from(projects)
      .where(and(eq(projects.id, projectId), isProjectVisibleTo(call)));
    if (!project) return refuse("not-found", {});
    const now = deps.clock();
    const end = endOfBeijingDay(day);
    const isInside =
      end > now &&
      project.closesAt > now &&
      end > project.opensAt &&
      startOfBeijingDay(day) < project.closesAt;
    if (!isInside) return refuse("site-day-outside-project", {});
    const shootingToken = newSessionToken(deps.randomBytes);
    const row: SiteDayRow = {
      id: deps.ids(),
      projectId,
      day,
      shootingSha256: sessionTokenSha256(shootingToken),
      queueToken: newSessionToken(deps.randomBytes),
      openedAt: now,
      endedAt: null,
    };
    const added = await tx
      .insert(siteDays)
      .values(row)
      .onConflictDoNothing()
      .returning({ id: siteDays.id });
    if (added.length === 0) return refuse("site-day-exists", {});
    const visible = {
      ...(await readSiteDay(tx, deps, { siteDay: row, project })),
      shootingUrl: shootingUrl(deps, shootingToken),
    };
    await note(tx, deps, call, "site-day-opened", row);
    return visible;
  });

export const renewShootingLink = (
  deps: SiteDayDeps,
  siteDayId: string,
  call: Call,
): Promise<WithLink | Refusal> =>
  withSiteDay(deps, siteDayId, call, async (tx, { siteDay: row, project }) => {
    const ended = endedRefusal(row, project, deps.clock());
    if (ended) return ended;
    const shootingToken = newSessionToken(deps.randomBytes);
    const shootingSha256 = sessionTokenSha256(shootingToken);
    await tx.update(siteDays).set({ shootingSha256 }).where(eq(siteDays.id, row.id));
    const visible = {
      ...(await readSiteDay(tx, deps, { siteDay: row, project })),
      shootingUrl: shootingUrl(deps, shootingToken),
    };
    await note(tx, deps, call, "shooting-link-renewed", row);
    return visible;
  });

/** Resets the queue. Its link is public on a wall, so strangers may fill it with tickets. */
export const clearSiteLine = (
  deps: SiteDayDeps,
  siteDayId: string,
  call: Call,
): Promise<RouteAnswer<"clearSiteLine"> | Refusal> =>
  withSiteDay(deps, siteDayId, call, async (tx, { siteDay: row, project }) => {
    const now = deps.clock();
    const ended = endedRefusal(row, project, now);
    if (ended) return ended;
    await tx
      .update(siteTickets)
      .set({ voidedAt: now })
      .where(and(eq(siteTickets.siteDayId, row.id), whereWaiting));
    const visible = await readSiteDay(tx, deps, { siteDay: row, project });
    await note(tx, deps, call, "site-line-cleared", row);
    return visible;
  });

/** Ends the day. Ending it again changes nothing. */
export const endSiteDay = (
  deps: SiteDayDeps,
  siteDayId: string,
  call: Call,
): Promise<RouteAnswer<"endSiteDay"> | Refusal> =>
  withSiteDay(deps, siteDayId, call, async (tx, { siteDay: row, project }) => {
    const now = deps.clock();
    if (siteDayState(row, project, now) === "ended")
      return readSiteDay(tx, deps, { siteDay: row, project });
    await tx.update(siteDays).set({ endedAt: now }).where(eq(siteDays.id, row.id));
    const visible = await readSiteDay(tx, deps, { siteDay: { ...row, endedAt: now }, project });
    await note(tx, deps, call, "site-day-ended", row);
    return visible;
  });

type LockedSiteDay = Pick<StoredSiteDay, "siteDay" | "project">;

/** Runs the work with the day's row, locked until the end of the transaction. */
const withSiteDay = <Answer>(
  { db }: SiteDayDeps,
  siteDayId: string,
  call: Call,
  work: (tx: Transaction, locked: LockedSiteDay) => Promise<Answer>,
): Promise<Answer | Refusal<"not-found">> =>
  inTransaction(db, async (tx) => {
    const [locked] = await tx
      .select({ siteDay: siteDays, project: projects })
      .from(siteDays)
      .innerJoin(projects, eq(projects.id, siteDays.projectId))
      .where(and(eq(siteDays.id, siteDayId), isProjectVisibleTo(call)))
      .for("update", { of: siteDays });
    return locked ? work(tx, locked) : refuse("not-found", {});
  });

const note = (
  tx: Transaction,
  { clock }: SiteDayDeps,
  call: Call,
  action: AuditAction,
  { id, projectId, day }: SiteDayRow,
): Promise<void> =>
  appendAudit(tx, clock, auditActor(call), action, `project:${projectId}`, { siteDay: id, day });
