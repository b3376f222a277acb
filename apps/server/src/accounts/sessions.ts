/** Sessions: the client holds 32 random bytes, of which only the SHA-256 is stored. */
import { isStaff } from "@gradphoto/domain";
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Caller } from "../core/call.ts";
import type { Clock } from "../infra/clock.ts";
import { batchLookups } from "../infra/db/batch-lookups.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { sessions, staff, staffPosts } from "../infra/db/schema/index.ts";
import { idleEndMs, newSessionToken, sessionTokenSha256 } from "../infra/session-token.ts";
import type { WorkDeps } from "./deps.ts";

type SessionRow = typeof sessions.$inferSelect;

/** Days of a session: long enough for one collection, from sign-in to the registry's answer. */
const sessionDays = 30;
const dayMs = 86_400_000;

export interface NewSession {
  /** Token that is sent to the client and not stored. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Opens a session. `identityId` is the WeChat identity of the sign-in; null when there is none. */
export async function openSession(
  { tx, clock, randomBytes }: Pick<WorkDeps, "tx" | "clock" | "randomBytes">,
  accountId: string,
  identityId: string | null,
  device: string | null,
): Promise<NewSession> {
  const token = newSessionToken(randomBytes);
  const createdAt = clock();
  const expiresAt = new Date(createdAt.getTime() + sessionDays * dayMs);
  await tx.insert(sessions).values({
    tokenSha256: sessionTokenSha256(token),
    accountId,
    identityId,
    role: "student" satisfies Caller["role"],
    createdAt,
    expiresAt,
    device,
  });
  return { token, expiresAt };
}

/**
 * Finds the owner of a token; `ended` when it is expired, idle, revoked, forged or unknown. With `isUse`, the request
 * extends the session.
 */
export type Sessions = (token: string, isUse: boolean) => Promise<Caller | "ended">;

export function createSessions({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Sessions {
  const ofTokens = db
    .select({
      session: {
        tokenSha256: sessions.tokenSha256,
        role: sessions.role,
        postId: sessions.postId,
        accountId: sessions.accountId,
        staffId: sessions.staffId,
        createdAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
        expiresAt: sessions.expiresAt,
      },
      person: {
        role: staff.role,
        schoolCode: staff.schoolCode,
        department: staff.department,
        province: staff.province,
        initialPasswordUntil: staff.initialPasswordUntil,
        totp: staff.totp,
        disabledAt: staff.disabledAt,
      },
      post: {
        role: staffPosts.role,
        schoolCode: staffPosts.schoolCode,
        department: staffPosts.department,
        province: staffPosts.province,
      },
    })
    .from(sessions)
    .leftJoin(staff, eq(staff.id, sessions.staffId))
    .leftJoin(
      staffPosts,
      and(eq(staffPosts.id, sessions.postId), eq(staffPosts.staffId, sessions.staffId)),
    )
    .where(
      and(
        sql`${sessions.tokenSha256} = any(${sql.placeholder("tokens")})`,
        isNull(sessions.revokedAt),
      ),
    )
    .prepare("sessions_of_tokens");
  const find = batchLookups(async (tokens) => {
    const rows = await ofTokens.execute({ tokens });
    return new Map(rows.map((row) => [row.session.tokenSha256, row]));
  });
  return async (token, isUse) => {
    const tokenSha256 = sessionTokenSha256(token);
    const owner = await find(tokenSha256);
    if (!owner || owner.session.expiresAt <= clock() || owner.person?.disabledAt) return "ended";
    const { session, person, post } = owner;
    if (session.postId !== null && post === null) return "ended";
    if (unseenMs(session, clock()) >= (person ? idleEndMs.staff : idleEndMs.student))
      return "ended";
    const { accountId, staffId } = session;
    // The rights of staff are their current ones, not those at sign-in.
    const acts = post ?? person;
    const role = acts?.role ?? session.role;
    if (isStaff(role) !== (staffId !== null))
      throw new Error("A session has a role it cannot have");
    const seenEveryMs = person ? staffSeenEveryMs : studentSeenEveryMs;
    if (isUse && unseenMs(session, clock()) >= seenEveryMs)
      await recordActivity(db, session, clock());
    return {
      role,
      accountId,
      staffId,
      schoolCode: acts?.schoolCode ?? null,
      department: acts?.department ?? null,
      province: acts?.province ?? null,
      postId: session.postId,
      setUp: person ? setUpOf(person) : null,
      tokenSha256,
      apiKey: null,
    };
  };
}

function setUpOf({
  initialPasswordUntil,
  totp,
}: Pick<typeof staff.$inferSelect, "initialPasswordUntil" | "totp">): Caller["setUp"] {
  if (initialPasswordUntil !== null) return "password";
  return totp === null ? "totp" : null;
}

/** Minimum interval between two writes of the last activity. */
const staffSeenEveryMs = 60_000;
const studentSeenEveryMs = 600_000;

type SessionActivity = Pick<SessionRow, "tokenSha256" | "lastSeenAt" | "createdAt">;

const unseenMs = ({ lastSeenAt, createdAt }: SessionActivity, now: Date): number =>
  now.getTime() - (lastSeenAt ?? createdAt).getTime();

async function recordActivity(
  db: Database,
  { tokenSha256 }: SessionActivity,
  now: Date,
): Promise<void> {
  await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.tokenSha256, tokenSha256));
}

/** Ends a session. Returns true when it was still open. */
export async function endSession(
  tx: Transaction,
  clock: Clock,
  tokenSha256: string,
): Promise<boolean> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: clock() })
    .where(and(eq(sessions.tokenSha256, tokenSha256), isNull(sessions.revokedAt)))
    .returning({ tokenSha256: sessions.tokenSha256 });
  return ended.length > 0;
}

export async function deleteEndedSessions(db: Database, now: Date): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
}
