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

/** Counts one hit of `subject` (a phone, an address, an account; kept as a keyed hash alone). */
export type RateLimit = (rule: RateLimitRule, subject: string) => Promise<RateLimitAnswer>;

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly searchHash: HashForSearch;
}

export const createRateLimit =
  ({ db, clock, searchHash }: Needs): RateLimit =>
  async ({ name, hits, windowS }, subject) => {
    const nowMs = clock().getTime();
    const windowMs = windowS * 1000;
    const startsAtMs = Math.floor(nowMs / windowMs) * windowMs;
    const row = { name, subjectHash: searchHash("rate-limit", subject, name), windowStartsAt: new Date(startsAtMs) };
    const [counted] = await db
      .insert(rateLimits)
      .values({ ...row, hits: 1 })
      .onConflictDoUpdate({
        target: [rateLimits.name, rateLimits.subjectHash, rateLimits.windowStartsAt],
        // Stops one above the limit: hammering cannot overflow the count.
        set: { hits: sql`least(${rateLimits.hits} + 1, ${hits + 1})` },
      })
      .returning({ hits: rateLimits.hits });
    const allowed = counted !== undefined && counted.hits <= hits;
    return { retryAfterS: allowed ? null : Math.max(1, Math.ceil((startsAtMs + windowMs - nowMs) / 1000)) };
  };

/** Removes counts nobody asks for any more. */
export async function forgetRateLimits(db: Database, now: Date): Promise<void> {
  await db.delete(rateLimits).where(lt(rateLimits.windowStartsAt, new Date(now.getTime() - 2 * 86_400_000)));
}
