/** Queue tickets (扫码排号). Each phone takes one number, helpers call the next one, and each number is called once. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, count, eq, isNull, lt, max } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { budgets } from "../core/limits.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { siteDays, siteTickets } from "../infra/db/schema/index.ts";
import { networkOf } from "../infra/rate-limit.ts";
import type { SiteDayDeps } from "./deps.ts";
import {
  byQueueLink,
  byShootingLink,
  findOpenSiteDay,
  findSiteDay,
  type StoredSiteDay,
  siteDayState,
} from "./find-site-day.ts";
import { estimateMinutes, readCallTimes, readLine, whereWaiting } from "./line.ts";

type Queue = RouteAnswer<"readSiteQueue">;
type TicketDeps = Pick<SiteDayDeps, "db" | "clock">;

/** Maximum number of tickets, more than one camera can photograph students in a day. */
const maxTickets = 3000;
/** Time in which a called student may still be arriving while another phone calls the next ones. */
const travelMs = 5 * 60_000;

export async function takeTicket(
  { db, clock, rateLimits }: TicketDeps & Pick<SiteDayDeps, "rateLimits">,
  { token, ticketKey }: { readonly token: string; readonly ticketKey: string },
  { caller, address }: Pick<Call, "caller" | "address">,
): Promise<Queue | Refusal> {
  const dayOfLink = await findOpenSiteDay(db, byQueueLink(token), clock());
  if ("refused" in dayOfLink) return dayOfLink;
  const { id: siteDayId } = dayOfLink.siteDay;
  const refusal = await inTransaction(db, async (tx): Promise<Refusal | null> => {
    await holdLine(tx, siteDayId);
    const own = and(eq(siteTickets.siteDayId, siteDayId), eq(siteTickets.ticketKey, ticketKey));
    const [previous] = await tx
      .select({ voidedAt: siteTickets.voidedAt })
      .from(siteTickets)
      .where(own);
    if (previous && previous.voidedAt === null) return null;
    const ofDay = eq(siteTickets.siteDayId, siteDayId);
    if ((await tx.$count(siteTickets, and(ofDay, isNull(siteTickets.voidedAt)))) >= maxTickets) {
      return refuse("site-queue-full", {});
    }
    const account = caller.accountId ?? caller.staffId;
    const retryAfterS =
      account === null
        ? await rateLimits.spend(budgets.siteTicket, `${siteDayId}:${networkOf(address)}`, tx)
        : await rateLimits.spend(budgets.ownTicket, `${siteDayId}:${account}`, tx);
    if (retryAfterS !== null && account === null) return refuse("site-queue-sign-in", {});
    if (retryAfterS !== null) return refuse("too-many-requests", { retryAfterS });
    const [last] = await tx
      .select({ number: max(siteTickets.number) })
      .from(siteTickets)
      .where(ofDay);
    const [number, takenAt] = [(last?.number ?? 0) + 1, clock()];
    // A void number is replaced by the next one. Numbers only increase, so none is called twice in a day.
    if (previous) await tx.update(siteTickets).set({ number, takenAt, voidedAt: null }).where(own);
    else await tx.insert(siteTickets).values({ siteDayId, number, ticketKey, takenAt });
    return null;
  });
  return refusal ?? readQueue({ db, clock }, dayOfLink, ticketKey);
}

/** Reads the queue. This works also after the end of the day, to inform ticket holders. */
export async function readSiteQueue(
  deps: TicketDeps,
  { token, ticketKey }: { readonly token: string; readonly ticketKey?: string | undefined },
): Promise<Queue | Refusal> {
  const dayOfLink = await findSiteDay(deps.db, byQueueLink(token));
  return "refused" in dayOfLink ? dayOfLink : readQueue(deps, dayOfLink, ticketKey ?? null);
}

async function readQueue(
  { db, clock }: TicketDeps,
  { siteDay, project, school }: StoredSiteDay,
  ticketKey: string | null,
): Promise<Queue> {
  const now = clock();
  const ofDay = eq(siteTickets.siteDayId, siteDay.id);
  const { nowCalled, waiting } = await readLine(db, siteDay.id);
  const own =
    ticketKey === null
      ? []
      : await db
          .select()
          .from(siteTickets)
          .where(and(ofDay, eq(siteTickets.ticketKey, ticketKey)));
  const queue = {
    schoolName: school.name,
    day: siteDay.day,
    isOpen: siteDayState(siteDay, project, now) === "open",
    nowCalled,
    waiting,
  };
  const [ticket] = own;
  if (!ticket) return { ...queue, ticket: null };
  const { number, calledAt, voidedAt } = ticket;
  if (voidedAt !== null)
    return { ...queue, ticket: { number, state: "cleared", aheadCount: 0, aboutMinutes: null } };
  if (calledAt !== null) {
    const isCalled = number === nowCalled || now.getTime() - calledAt.getTime() < travelMs;
    return {
      ...queue,
      ticket: { number, state: isCalled ? "called" : "missed", aheadCount: 0, aboutMinutes: null },
    };
  }
  const [ahead] = await db
    .select({ aheadCount: count() })
    .from(siteTickets)
    .where(and(ofDay, whereWaiting, lt(siteTickets.number, number)));
  const precedingCount = ahead?.aheadCount ?? 0;
  const minutes = estimateMinutes(await readCallTimes(db, siteDay.id), precedingCount);
  return {
    ...queue,
    ticket: { number, state: "waiting", aheadCount: precedingCount, aboutMinutes: minutes },
  };
}

export async function callNextTicket(
  { db, clock }: TicketDeps,
  { token, callKey }: { readonly token: string; readonly callKey: string },
): Promise<RouteAnswer<"callNextTicket"> | Refusal> {
  const dayOfLink = await findOpenSiteDay(db, byShootingLink(token), clock());
  if ("refused" in dayOfLink) return dayOfLink;
  const { id: siteDayId } = dayOfLink.siteDay;
  return inTransaction(db, async (tx) => {
    await holdLine(tx, siteDayId);
    const number = await call(tx, siteDayId, callKey, clock());
    const { nowCalled, waiting } = await readLine(tx, siteDayId);
    return { number, nowCalled, waiting };
  });
}

/** Calls the next number; returns null if nobody is waiting. */
async function call(
  tx: Transaction,
  siteDayId: string,
  callKey: string,
  now: Date,
): Promise<number | null> {
  const ofDay = eq(siteTickets.siteDayId, siteDayId);
  const [previous] = await tx
    .select({ number: siteTickets.number })
    .from(siteTickets)
    .where(and(ofDay, eq(siteTickets.callKey, callKey)));
  if (previous) return previous.number;
  const [next] = await tx
    .select({ number: siteTickets.number })
    .from(siteTickets)
    .where(and(ofDay, whereWaiting))
    .orderBy(asc(siteTickets.number))
    .limit(1);
  if (!next) return null;
  await tx
    .update(siteTickets)
    .set({ calledAt: now, callKey })
    .where(and(ofDay, eq(siteTickets.number, next.number)));
  return next.number;
}

/** Serializes taking and calling of numbers. */
async function holdLine(tx: Transaction, siteDayId: string): Promise<void> {
  await tx
    .select({ id: siteDays.id })
    .from(siteDays)
    .where(eq(siteDays.id, siteDayId))
    .for("update");
}
