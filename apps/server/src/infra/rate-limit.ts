/** How often somebody may do something: counted in the database, so that all processes share the count. */
import { lt, sql } from "drizzle-orm";
import type { Clock } from "./clock.ts";
import type { Database } from "./db/database.ts";
import { rateLimits } from "./db/schema/index.ts";
import type { HashForSearch } from "./sealing/search-hash.ts";

export interface RateLimitRule {
  readonly name: string;
  /** So many in one window; the next is refused. */
  readonly hits: number;
  /** At most a day: older counts are forgotten. */
  readonly windowS: number;
}

/** `retryAfterS`: whole seconds until the window ends, at least 1; null when allowed. */
export interface RateLimitAnswer {
  readonly retryAfterS: number | null;
}

/**
 * Counts one hit of `subject` (a phone, an address, an account; kept as a keyed hash alone). All processes together
 * never allow more than the rule says. Of a rule of 200 or more, a process takes a hundredth at a time, and what it has
 * left when the window ends is lost.
 */
export type RateLimit = (rule: RateLimitRule, subject: string) => Promise<RateLimitAnswer>;

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly searchHash: HashForSearch;
}

/** What this process may still allow of one subject in one window without asking the database. */
interface Share {
  readonly endsAtMs: number;
  left: number;
  /** The whole limit is used up. */
  spent: boolean;
  taking: Promise<void> | null;
}

const sharesPerLimit = 100;

export function createRateLimit({ db, clock, searchHash }: Deps): RateLimit {
  const shares = new Map<string, Share>();
  let forgetAtMs = 0;

  function shareOf({ name, windowS }: RateLimitRule, subject: string, nowMs: number): Share {
    const windowMs = windowS * 1000;
    const endsAtMs = (Math.floor(nowMs / windowMs) + 1) * windowMs;
    const key = `${name}:${subject}`;
    const found = shares.get(key);
    if (found?.endsAtMs === endsAtMs) return found;
    if (nowMs >= forgetAtMs) deleteOld(nowMs);
    const share: Share = { endsAtMs, left: 0, spent: false, taking: null };
    shares.set(key, share);
    return share;
  }

  function deleteOld(nowMs: number): void {
    for (const [key, { endsAtMs }] of shares) if (endsAtMs <= nowMs) shares.delete(key);
    forgetAtMs = nowMs + 60_000;
  }

  async function take({ name, hits, windowS }: RateLimitRule, subject: string, share: Share): Promise<void> {
    const shareHits = Math.max(1, Math.floor(hits / sharesPerLimit));
    const windowStartsAt = new Date(share.endsAtMs - windowS * 1000);
    const row = { name, subjectHash: searchHash("rate-limit", subject, name), windowStartsAt };
    const [counted] = await db
      .insert(rateLimits)
      .values({ ...row, hits: shareHits })
      .onConflictDoUpdate({
        target: [rateLimits.name, rateLimits.subjectHash, rateLimits.windowStartsAt],
        // Stops one share above the limit: hammering cannot overflow the count.
        set: { hits: sql`least(${rateLimits.hits} + ${shareHits}, ${hits + shareHits})` },
      })
      .returning({ hits: rateLimits.hits });
    const above = Math.max(0, (counted?.hits ?? hits + shareHits) - hits);
    share.left = Math.max(0, shareHits - above);
    share.spent = share.left === 0;
  }

  return async (rule, subject) => {
    const nowMs = clock().getTime();
    const share = shareOf(rule, subject, nowMs);
    while (share.left === 0 && !share.spent) {
      share.taking ??= take(rule, subject, share).finally(() => {
        share.taking = null;
      });
      await share.taking;
    }
    if (share.left === 0) {
      return { retryAfterS: Math.max(1, Math.ceil((share.endsAtMs - nowMs) / 1000)) };
    }
    share.left -= 1;
    return { retryAfterS: null };
  };
}

/** Removes counts nobody asks for any more. */
export async function deleteOldRateLimits(db: Database, now: Date): Promise<void> {
  await db.delete(rateLimits).where(lt(rateLimits.windowStartsAt, new Date(now.getTime() - 2 * 86_400_000)));
}
