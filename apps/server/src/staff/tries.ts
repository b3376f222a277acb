/**
 * Failures to sign in, counted before the password is looked at, so that guesses made at once are all counted: by name
 * and network address, so that a stranger elsewhere locks nobody out, and over all addresses by a limit far above.
 */
import { and, eq, lt, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "../infra/db/database.ts";
import { staffTries } from "../infra/db/schema/index.ts";
import type { RateLimitRule } from "../infra/rate-limit.ts";
import type { SearchHash } from "../infra/sealing/search-hash.ts";

const failuresAllowed = 5;
const lockMs = 15 * 60_000;
const dayMs = 86_400_000;

/** Tries of one name, wherever they come from. */
export const triesOfName: RateLimitRule = { name: "staff-name", hits: 50, windowS: 900 };

/** Counts the try as failed; `lockedUntil` says that it may not be made at all. The fifth failure locks. */
export async function countTry(
  tx: Transaction,
  usernameHash: SearchHash,
  now: Date,
): Promise<{ readonly lockedUntil: Date | null; readonly lastOne: Date | null }> {
  const row = { usernameHash, failures: 0, lastAt: now };
  await tx.insert(staffTries).values(row).onConflictDoNothing();
  const isThis = eq(staffTries.usernameHash, usernameHash);
  const [found] = await tx.select().from(staffTries).where(isThis).for("update");
  if (found?.lockedUntil && found.lockedUntil > now) return { lockedUntil: found.lockedUntil, lastOne: null };
  const failures = (found?.lockedUntil ? 0 : (found?.failures ?? 0)) + 1;
  const lockedUntil = failures >= failuresAllowed ? new Date(now.getTime() + lockMs) : null;
  await tx.update(staffTries).set({ failures, lastAt: now, lockedUntil }).where(isThis);
  return { lockedUntil: null, lastOne: lockedUntil };
}

/** After a success nothing is counted against anybody. */
export async function deleteTries(tx: Transaction, usernameHash: SearchHash): Promise<void> {
  await tx.delete(staffTries).where(eq(staffTries.usernameHash, usernameHash));
}

export async function deleteOldStaffTries(db: Database, now: Date): Promise<void> {
  const ended = or(sql`${staffTries.lockedUntil} is null`, lt(staffTries.lockedUntil, now));
  await db.delete(staffTries).where(and(lt(staffTries.lastAt, new Date(now.getTime() - dayMs)), ended));
}
