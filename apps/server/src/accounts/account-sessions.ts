/** Sessions of a student. Each device lists the others, reports new ones, and can end them. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, gt, isNull, ne, type SQL, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { accountOf, type Call, type Refusal, refuse, studentActor } from "../core/call.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { sessions } from "../infra/db/schema/index.ts";
import { idleEndMs } from "../infra/session-token.ts";
import type { AccountDeps } from "./deps.ts";

type Deps = Pick<AccountDeps, "db" | "clock">;

const lastActivity = sql<Date>`coalesce(${sessions.lastSeenAt}, ${sessions.createdAt})`.mapWith(
  sessions.createdAt,
);

/** Condition for open sessions of the student's own devices. The phone of a helper is none: its link ends it. */
const whereOpen = (accountId: string, now: Date): SQL | undefined =>
  and(
    eq(sessions.accountId, accountId),
    eq(sessions.role, "student"),
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, now),
    gt(
      lastActivity,
      sql`${new Date(now.getTime() - idleEndMs.student).toISOString()}::timestamptz`,
    ),
  );

export async function listAccountSessions(
  { db, clock }: Deps,
  call: Call,
): Promise<RouteAnswer<"listAccountSessions">> {
  const rows = await db
    .select({ session: sessions, lastSeenAt: lastActivity })
    .from(sessions)
    .where(whereOpen(accountOf(call), clock()))
    .orderBy(desc(lastActivity), desc(sessions.createdAt));
  const isOwn = ({ session }: (typeof rows)[number]): boolean =>
    session.tokenSha256 === call.caller.tokenSha256;
  const own = rows.find(isOwn)?.session;
  const validUntil = own?.othersSeenUntil ?? own?.createdAt ?? clock();
  return {
    sessions: rows.map((row) => ({
      accountSessionId: row.session.id,
      createdAt: row.session.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      expiresAt: row.session.expiresAt.toISOString(),
      device: row.session.device,
      current: isOwn(row),
      isNews: !isOwn(row) && row.session.createdAt > validUntil,
    })),
  };
}

/** Acknowledges the sessions. Those that began later remain unacknowledged. */
export async function acknowledgeAccountSessions(
  { db }: Deps,
  seenUntil: string,
  call: Call,
): Promise<RouteAnswer<"acknowledgeAccountSessions">> {
  await db
    .update(sessions)
    .set({ othersSeenUntil: new Date(seenUntil) })
    .where(eq(sessions.tokenSha256, call.caller.tokenSha256 ?? ""));
  return {};
}

export const endAccountSession = (
  deps: Deps,
  sessionId: string,
  call: Call,
): Promise<RouteAnswer<"endAccountSession"> | Refusal<"not-found">> =>
  inTransaction(deps.db, async (tx) =>
    (await end(tx, deps, call, eq(sessions.id, sessionId))) === 0 ? refuse("not-found", {}) : {},
  );

export const endOtherAccountSessions = (
  deps: Deps,
  call: Call,
): Promise<RouteAnswer<"endOtherAccountSessions">> =>
  inTransaction(deps.db, async (tx) => ({
    ended: await end(tx, deps, call, ne(sessions.tokenSha256, call.caller.tokenSha256 ?? "")),
  }));

/** Ends sessions and returns the number of those that were still open. */
async function end(tx: Transaction, { clock }: Deps, call: Call, condition: SQL): Promise<number> {
  const accountId = accountOf(call);
  const { length: ended } = await tx
    .update(sessions)
    .set({ revokedAt: clock() })
    .where(and(whereOpen(accountId, clock()), condition))
    .returning({ id: sessions.id });
  if (ended > 0) {
    const [actor, subject] = [studentActor(accountId), `account:${accountId}`];
    await appendAudit(tx, clock, actor, "sessions-ended", subject, { ended });
  }
  return ended;
}
