/**
 * Guesses of passwords and one-time codes. Strangers' guesses are counted by user name and network and by user name, and
 * never against a browser in which the person signed in before: that one has counts of its own (OWASP: device cookies).
 */
import { and, eq, lt } from "drizzle-orm";
import { budgets, networkLimits } from "../core/limits.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { staffBrowsers } from "../infra/db/schema/index.ts";
import { networkOf } from "../infra/network-of.ts";
import type { StaffDeps } from "./deps.ts";

type Deps = Pick<StaffDeps, "clock" | "searchHash" | "rateLimits">;

export interface Browser {
  /** Random, stored by the browser; undefined for a caller that stores none. */
  readonly browserId?: string | undefined;
  readonly address: string;
}

/** Longer than a summer without sign-in. */
const browserKnownMs = 180 * 86_400_000;

const hashOf = ({ searchHash }: Pick<Deps, "searchHash">, staffId: string, browserId: string) =>
  searchHash("staff-browser", browserId, staffId);

/** The hash of a browser in which the person signed in before; null for any other. */
export async function findKnownBrowser(
  from: Database | Transaction,
  deps: Pick<Deps, "searchHash">,
  staffId: string,
  { browserId }: Browser,
): Promise<string | null> {
  if (browserId === undefined) return null;
  const browserHash = hashOf(deps, staffId, browserId);
  const isThis = and(eq(staffBrowsers.staffId, staffId), eq(staffBrowsers.browserHash, browserHash));
  return (await from.$count(staffBrowsers, isThis)) > 0 ? browserHash : null;
}

export async function rememberBrowser(
  tx: Transaction,
  deps: Pick<Deps, "clock" | "searchHash">,
  staffId: string,
  { browserId }: Browser,
): Promise<void> {
  if (browserId === undefined) return;
  const row = { staffId, browserHash: hashOf(deps, staffId, browserId), lastUsedAt: deps.clock() };
  const target = [staffBrowsers.staffId, staffBrowsers.browserHash];
  await tx.insert(staffBrowsers).values(row).onConflictDoUpdate({ target, set: row });
}

/** Of the caller: a known browser, or the user name at this network. */
const guesserOf = (username: string, known: string | null, { address }: Browser): string =>
  known ?? JSON.stringify([username, networkOf(address)]);

/** Counts a guess before the password is looked at, so that guesses made at once are all counted. Seconds to wait, or null. */
export async function countGuess(
  { rateLimits }: Deps,
  username: string,
  known: string | null,
  browser: Browser,
): Promise<number | null> {
  const wait = await rateLimits.spend(networkLimits.staffGuess, guesserOf(username, known, browser));
  return wait ?? (known === null ? rateLimits.spend(networkLimits.staffGuessOfName, username) : null);
}

/** After a right password. */
export const forgetGuesses = ({ rateLimits }: Deps, username: string, known: string | null, browser: Browser) =>
  rateLimits.forget(networkLimits.staffGuess, guesserOf(username, known, browser));

/** Wrong one-time codes behind a right password. */
export const codeGuesses = ({ rateLimits }: Deps, staffId: string, known: string | null) => {
  const subject = known ?? staffId;
  return {
    left: (tx: Transaction) => rateLimits.left(budgets.oneTimeCode, subject, tx),
    /** True for the last one that was left. */
    count: async (tx: Transaction): Promise<boolean> => {
      await rateLimits.spend(budgets.oneTimeCode, subject, tx);
      return (await rateLimits.left(budgets.oneTimeCode, subject, tx)).hits === 0;
    },
  };
};

/** A new secret: nothing of it was guessed. */
export const forgetCodeGuesses = (tx: Transaction, { rateLimits }: Deps, staffId: string): Promise<void> =>
  rateLimits.forget(budgets.oneTimeCode, staffId, tx);

export async function deleteOldStaffBrowsers(db: Database, now: Date): Promise<void> {
  await db.delete(staffBrowsers).where(lt(staffBrowsers.lastUsedAt, new Date(now.getTime() - browserKnownMs)));
}
