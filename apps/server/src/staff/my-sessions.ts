/** Sessions of a staff member, which their owner can list and end. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, gt, isNull, ne, type SQL, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import type { Clock } from "../infra/clock.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { sessions } from "../infra/db/schema/index.ts";
import { idleEndMs } from "../infra/session-token.ts";
import type { StaffDeps } from "./deps.ts";

type SessionDeps = Pick<StaffDeps, "db" | "clock">;

/** Time of the last activity, with a resolution of one minute. */
export const lastActivity =
  sql<Date>`coalesce(${sessions.lastSeenAt}, ${sessions.createdAt})`.mapWith(sessions.createdAt);

const whereOpen = (now: Date) =>
  and(
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, now),
    gt(lastActivity, sql`${new Date(now.getTime() - idleEndMs.staff).toISOString()}::timestamptz`),
  );

export async function listMySessions(
  { db, clock }: SessionDeps,
  call: Call,
): Promise<RouteAnswer<"listMySessions">> {
  const rows = await db
    .select({ session: sessions, lastSeenAt: lastActivity })
    .from(sessions)
    .where(and(eq(sessions.staffId, staffOf(call)), whereOpen(clock())))
    .orderBy(desc(lastActivity), desc(sessions.createdAt));
  return {
    sessions: rows.map(({ session, lastSeenAt }) => ({
      sessionId: session.id,
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      device: session.device,
      current: session.tokenSha256 === call.caller.tokenSha256,
    })),
  };
}

export async function endMySession(
  { db, clock }: SessionDeps,
  sessionId: string,
  call: Call,
): Promise<RouteAnswer<"endMySession"> | Refusal> {
  return inTransaction(db, async (tx) => {
    const ended = await endSessions(tx, clock, staffOf(call), eq(sessions.id, sessionId));
    if (ended === 0) return refuse("not-found", {});
    await noteEnded(tx, clock, call, ended);
    return {};
  });
}

export const endMyOtherSessions = (
  { db, clock }: SessionDeps,
  call: Call,
): Promise<RouteAnswer<"endMyOtherSessions">> =>
  inTransaction(db, async (tx) => {
    const ended = await endOtherSessions(tx, clock, call);
    await noteEnded(tx, clock, call, ended);
    return { ended };
  });

const noteEnded = (tx: Transaction, clock: Clock, call: Call, ended: number): Promise<void> =>
  appendAudit(tx, clock, auditActor(call), "sessions-ended", `staff:${staffOf(call)}`, { ended });

/** Ends the caller's other sessions. The session of the call continues. */
export const endOtherSessions = (tx: Transaction, clock: Clock, call: Call): Promise<number> =>
  endSessions(tx, clock, staffOf(call), ne(sessions.tokenSha256, call.caller.tokenSha256 ?? ""));

/** Ends sessions and returns the number of those that were still open. */
export async function endSessions(
  tx: Transaction,
  clock: Clock,
  staffId: string,
  condition?: SQL,
): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: clock() })
    .where(and(eq(sessions.staffId, staffId), whereOpen(clock()), condition))
    .returning({ id: sessions.id });
  return ended.length;
}

export interface SessionActivity {
  readonly openSessions: number;
  readonly lastSeenAt: Date | null;
}

/** Reads the last activity by id of the person. People without an open session are omitted. */
export async function readActivity(
  from: Database | Transaction,
  now: Date,
  ofStaff: SQL | undefined,
): Promise<ReadonlyMap<string, SessionActivity>> {
  const rows = await from
    .select({
      staffId: sessions.staffId,
      openSessions: sql<number>`count(*)::int`,
      lastSeenAt: sql<Date>`max(${lastActivity})`.mapWith(sessions.createdAt),
    })
    .from(sessions)
    .where(and(ofStaff, whereOpen(now)))
    .groupBy(sessions.staffId);
  return new Map(
    rows.flatMap(({ staffId, ...seen }) => (staffId === null ? [] : [[staffId, seen] as const])),
  );
}
