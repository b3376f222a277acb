/** Counts wrong guesses of the last four and locks after too many; the database counts, for all processes and restarts. */
import { and, count, desc, eq, gt, isNull, max, or } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { codeLocks, codeTries } from "../infra/db/schema/index.ts";
import type { SearchHash } from "../infra/sealing/search-hash.ts";

const triesPerAccount = 5;
const accountLockMs = 3600 * 1000;
const triesPerDay = 10;
const dayMs = 24 * 3600 * 1000;

export interface Guesser {
  readonly codeHash: SearchHash;
  /** null: on site, where nobody is signed in and the code's own tries alone are counted. */
  readonly accountId: string | null;
}

/** Locks that bind the guesser: of the account, and of the code for everybody. */
const bindsGuesser = ({ codeHash, accountId }: Guesser) =>
  and(
    eq(codeLocks.codeHash, codeHash),
    or(isNull(codeLocks.accountId), accountId === null ? undefined : eq(codeLocks.accountId, accountId)),
  );

/** null while the guesser may guess. */
export async function lockRefusal(
  db: Database | Transaction,
  guesser: Guesser,
  now: Date,
): Promise<Refusal<"last-four-locked"> | null> {
  const [lock] = await db
    .select({ lockedUntil: max(codeLocks.lockedUntil) })
    .from(codeLocks)
    .where(and(bindsGuesser(guesser), gt(codeLocks.lockedUntil, now)));
  return lock?.lockedUntil ? refuse("last-four-locked", { lockedUntil: lock.lockedUntil.toISOString() }) : null;
}

/** Before a lock: of the account since the last lock that bound it, of the code in the last 24 hours. */
export async function triesLeft(
  db: Database | Transaction,
  guesser: Guesser,
  now: Date,
): Promise<{ readonly account: number; readonly code: number }> {
  const { codeHash, accountId } = guesser;
  const wrong = and(eq(codeTries.codeHash, codeHash), eq(codeTries.rightAnswer, false));
  const since = gt(codeTries.triedAt, new Date(now.getTime() - dayMs));
  const ofCode = await db.$count(codeTries, and(wrong, since));
  const code = Math.max(triesPerDay - ofCode, 0);
  if (accountId === null) return { account: triesPerDay, code };
  const [lastLock] = await db
    .select({ at: codeLocks.createdAt })
    .from(codeLocks)
    .where(bindsGuesser(guesser))
    .orderBy(desc(codeLocks.id))
    .limit(1);
  const [ofAccount] = await db
    .select({ wrong: count() })
    .from(codeTries)
    .where(and(wrong, eq(codeTries.accountId, accountId), gt(codeTries.triedAt, lastLock?.at ?? new Date(0))));
  return { account: Math.max(triesPerAccount - (ofAccount?.wrong ?? 0), 0), code };
}

/** Notes a guess; call it while holding the code's turn, after `lockRefusal`. null for a right one. */
export async function noteTry(
  tx: Transaction,
  guesser: Guesser,
  rightAnswer: boolean,
  now: Date,
): Promise<Refusal<"last-four-wrong"> | Refusal<"last-four-locked"> | null> {
  const { codeHash, accountId } = guesser;
  await tx.insert(codeTries).values({ codeHash, accountId, triedAt: now, rightAnswer });
  if (rightAnswer) return null;
  const left = await triesLeft(tx, guesser, now);
  const lock = (whose: string | null, forMs: number) =>
    tx
      .insert(codeLocks)
      .values({ codeHash, accountId: whose, createdAt: now, lockedUntil: new Date(now.getTime() + forMs) });
  if (left.account === 0) await lock(accountId, accountLockMs);
  if (left.code === 0) await lock(null, dayMs);
  return (
    (await lockRefusal(tx, guesser, now)) ??
    refuse("last-four-wrong", { attemptsLeft: Math.min(left.account, left.code) })
  );
}
