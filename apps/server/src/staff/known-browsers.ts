/**
 * Counts guesses of passwords and one-time codes. Strangers' guesses count by user name with network, and by user name.
 * A browser in which the person signed in before has separate counters, so that strangers cannot lock it (OWASP: device
 * cookies).
 */
import { and, eq, lt } from "drizzle-orm";
import { budgets } from "../core/limits.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { staffBrowsers } from "../infra/db/schema/index.ts";
import { networkOf } from "../infra/rate-limit.ts";
import type { HashForSearch, SearchHash } from "../infra/sealing/search-hash.ts";
import type { StaffDeps } from "./deps.ts";

export interface Browser {
  /** Random id, stored by the browser; undefined for a client that stores none. */
  readonly browserId?: string | undefined;
  readonly address: string;
}

/** Time for which a browser is trusted, longer than a summer without sign-in. */
const browserTrustMs = 180 * 86_400_000;

const hashOf = (searchHash: HashForSearch, staffId: string, browserId: string) =>
  searchHash("staff-browser", browserId, staffId);

/** Returns the hash of a browser in which the person signed in before; null for any other. */
export async function findBrowser(
  from: Database | Transaction,
  { searchHash }: Pick<StaffDeps, "searchHash">,
  staffId: string,
  { browserId = "" }: Browser,
): Promise<SearchHash | null> {
  const browserHash = hashOf(searchHash, staffId, browserId);
  const whereThisBrowser = and(
    eq(staffBrowsers.staffId, staffId),
    eq(staffBrowsers.browserHash, browserHash),
  );
  return (await from.$count(staffBrowsers, whereThisBrowser)) > 0 ? browserHash : null;
}

export async function rememberBrowser(
  tx: Transaction,
  { clock, searchHash }: Pick<StaffDeps, "clock" | "searchHash">,
  staffId: string,
  { browserId }: Browser,
): Promise<void> {
  if (browserId === undefined) return;
  const row = { staffId, browserHash: hashOf(searchHash, staffId, browserId), lastUsedAt: clock() };
  const target = [staffBrowsers.staffId, staffBrowsers.browserHash];
  await tx.insert(staffBrowsers).values(row).onConflictDoUpdate({ target, set: row });
}

export async function deleteOldBrowsers(db: Database, now: Date): Promise<void> {
  await db
    .delete(staffBrowsers)
    .where(lt(staffBrowsers.lastUsedAt, new Date(now.getTime() - browserTrustMs)));
}

/** Limits of password guesses. They are counted before the comparison, so that concurrent guesses are all counted. */
export function passwordGuesses(
  { rateLimits }: Pick<StaffDeps, "rateLimits">,
  username: string,
  existing: SearchHash | null,
  { address }: Browser,
) {
  const guesser = existing ?? JSON.stringify([username, networkOf(address)]);
  return {
    /** Returns the seconds to wait, or null when the guess may be checked, which is expensive. */
    count: async (): Promise<number | null> => {
      if (existing !== null) return rateLimits.spend(budgets.staffGuess, guesser);
      return (
        (await rateLimits.spend(budgets.staffNetwork, networkOf(address))) ??
        (await rateLimits.spend(budgets.staffGuess, guesser)) ??
        rateLimits.spend(budgets.staffName, username)
      );
    },
    forget: (): Promise<void> => rateLimits.forget(budgets.staffGuess, guesser),
  };
}
