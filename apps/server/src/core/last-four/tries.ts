/** Counts wrong guesses of the last four and locks after too many; the database counts, for all processes and restarts. */
import { and, count, desc, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { accounts, codeLocks, codeTries } from "../../infra/db/schema/index.ts";
import { takeTurns } from "../../infra/db/take-turns.ts";
import type { SearchHash } from "../../infra/sealing/search-hash.ts";
import { type Refusal, refuse } from "../call.ts";

const triesPerAccount = 5;
const accountLockMs = 3600 * 1000;
const triesPerDay = 10;
const dayMs = 24 * 3600 * 1000;
/** Of an account, while others' guesses have locked the code. */
const triesAgainstLock = 2;

export interface Guesser {
  readonly codeHash: SearchHash;
  /** null: on site, where nobody is signed in and the code's own tries alone are counted. */
  readonly accountId: string | null;
}

/** Locks of the account, and of the code for everybody. */
const ofGuesser = ({ codeHash, accountId }: Guesser) =>
  and(
    eq(codeLocks.codeHash, codeHash),
    or(isNull(codeLocks.accountId), accountId === null ? undefined : eq(codeLocks.accountId, accountId)),
  );

const lockedFor = (lockedUntil: Date) => refuse("last-four-locked", { lockedUntil: lockedUntil.toISOString() });

/** How many wrong guesses are left before a lock, at least one; or the lock that binds the guesser. */
export async function mayGuess(
  db: Database | Transaction,
  guesser: Guesser,
  now: Date,
): Promise<number | Refusal<"last-four-locked">> {
  const locks = await db
    .select({ accountId: codeLocks.accountId, createdAt: codeLocks.createdAt, lockedUntil: codeLocks.lockedUntil })
    .from(codeLocks)
    .where(and(ofGuesser(guesser), gt(codeLocks.lockedUntil, now)))
    .orderBy(codeLocks.id);
  const own = locks.find(({ accountId }) => accountId !== null);
  if (own) return lockedFor(own.lockedUntil);
  const ofAll = locks.find(({ accountId }) => accountId === null);
  if (ofAll) return (await triesUnderLock(db, guesser, ofAll.createdAt, now)) || lockedFor(ofAll.lockedUntil);
  const { account, code } = await triesLeft(db, guesser, now);
  return Math.max(1, Math.min(account, code));
}

/**
 * Others who guess lock nobody out who was there before them: whoever gave the right answer once, and two own guesses of
 * an account that is older than the lock, so that none is made to go round it.
 */
async function triesUnderLock(
  db: Database | Transaction,
  { codeHash, accountId }: Guesser,
  lockedAt: Date,
  now: Date,
): Promise<number> {
  if (accountId === null) return 0;
  const ofAccount = and(eq(codeTries.codeHash, codeHash), eq(codeTries.accountId, accountId));
  const wrong = and(ofAccount, eq(codeTries.rightAnswer, false), gt(codeTries.triedAt, dayBefore(now)));
  const left = Math.max(0, triesAgainstLock - (await db.$count(codeTries, wrong)));
  if ((await db.$count(codeTries, and(ofAccount, eq(codeTries.rightAnswer, true)))) > 0) return Math.max(1, left);
  const isOlder = await db.$count(accounts, and(eq(accounts.id, accountId), lt(accounts.createdAt, lockedAt)));
  return isOlder > 0 ? left : 0;
}

const dayBefore = (now: Date): Date => new Date(now.getTime() - dayMs);

/** Of the account since the last lock that bound it, of the code in the last 24 hours. */
async function triesLeft(db: Database | Transaction, guesser: Guesser, now: Date) {
  const { codeHash, accountId } = guesser;
  const wrong = and(eq(codeTries.codeHash, codeHash), eq(codeTries.rightAnswer, false));
  const ofCode = await db.$count(codeTries, and(wrong, gt(codeTries.triedAt, dayBefore(now))));
  const code = Math.max(triesPerDay - ofCode, 0);
  if (accountId === null) return { account: triesPerDay, code };
  const [lastLock] = await db
    .select({ at: codeLocks.createdAt })
    .from(codeLocks)
    .where(ofGuesser(guesser))
    .orderBy(desc(codeLocks.id))
    .limit(1);
  const [ofAccount] = await db
    .select({ wrong: count() })
    .from(codeTries)
    .where(and(wrong, eq(codeTries.accountId, accountId), gt(codeTries.triedAt, lastLock?.at ?? new Date(0))));
  return { account: Math.max(triesPerAccount - (ofAccount?.wrong ?? 0), 0), code };
}

/** One guess: those of the same code or account wait for each other, each is counted. null for a right one. */
export async function guess(
  tx: Transaction,
  guesser: Guesser,
  now: Date,
  isRight: () => boolean,
): Promise<Refusal<"last-four-wrong"> | Refusal<"last-four-locked"> | null> {
  await takeTurns(tx, guesser.codeHash);
  const allowed = await mayGuess(tx, guesser, now);
  return typeof allowed === "number" ? noteTry(tx, guesser, isRight(), now) : allowed;
}

async function noteTry(
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
  const ofAll = and(eq(codeLocks.codeHash, codeHash), isNull(codeLocks.accountId), gt(codeLocks.lockedUntil, now));
  if (left.account === 0) await lock(accountId, accountLockMs);
  // The one that is there keeps its time: accounts made since do not become older than it.
  if (left.code === 0 && (await tx.$count(codeLocks, ofAll)) === 0) await lock(null, dayMs);
  const attemptsLeft = await mayGuess(tx, guesser, now);
  return typeof attemptsLeft === "number" ? refuse("last-four-wrong", { attemptsLeft }) : attemptsLeft;
}
