/** Rate limits, counted in the database so that all processes share the count. */
import { isIPv4 } from "node:net";
import { and, eq, gt, lte, sql } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import type { Clock } from "./clock.ts";
import type { Database, Transaction } from "./db/database.ts";
import { rateLimits } from "./db/schema/index.ts";
import type { HashForSearch } from "./sealing/search-hash.ts";

/** Length of a network prefix. An IPv6 customer usually has a /64, whose 2^64 addresses count as one caller. */
const ipv6Bytes = 8;

/**
 * Groups network addresses: returns the same text for all addresses of one caller. An IPv4-mapped IPv6 address counts
 * as the IPv4 address.
 */
export function networkOf(address: string): string {
  if (isIPv4(address) || !ipaddr.isValid(address)) return address;
  const read = ipaddr.process(address);
  if (read.kind() === "ipv4") return read.toString();
  return `${Buffer.from(read.toByteArray().slice(0, ipv6Bytes)).toString("hex")}/64`;
}

export interface RateLimitRule {
  readonly name: string;
  /** Allowed hits per window; the next one is refused. */
  readonly hits: number;
  /** A window begins with the first hit. */
  readonly windowS: number;
}

export interface RemainingHits {
  readonly hits: number;
  /** End of the current window, or of one that would begin now. */
  readonly endsAt: Date;
  /** Seconds until then, at least 1. */
  readonly retryAfterS: number;
}

/** Counters. A subject is a phone number, an address or an account; only its keyed hash is stored. */
export interface RateLimits {
  /** Counts one hit. Returns null if it is allowed; otherwise the seconds until the window ends, at least 1. */
  readonly spend: (
    rule: RateLimitRule,
    subject: string,
    from?: Database | Transaction,
  ) => Promise<number | null>;
  /** Returns the remaining hits, without counting one. */
  readonly left: (
    rule: RateLimitRule,
    subject: string,
    from?: Database | Transaction,
  ) => Promise<RemainingHits>;
  /** Deletes the count. */
  readonly forget: (
    rule: RateLimitRule,
    subject: string,
    from?: Database | Transaction,
  ) => Promise<void>;
}

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly searchHash: HashForSearch;
}

export function createRateLimits({ db, clock, searchHash }: Deps): RateLimits {
  const rowOf = ({ name, windowS }: RateLimitRule, subject: string) => ({
    name,
    subjectHash: searchHash("rate-limit", subject, name),
    endsAt: new Date(clock().getTime() + windowS * 1000),
  });
  const whereRow = ({ name, subjectHash }: ReturnType<typeof rowOf>) =>
    and(eq(rateLimits.name, name), eq(rateLimits.subjectHash, subjectHash));
  const secondsTo = (end: Date): number =>
    Math.max(1, Math.ceil((end.getTime() - clock().getTime()) / 1000));
  return {
    spend: async (rule, subject, from = db) => {
      const row = rowOf(rule, subject);
      const whereOver = lte(rateLimits.endsAt, clock());
      const [counted] = await from
        .insert(rateLimits)
        .values({ ...row, hits: 1 })
        .onConflictDoUpdate({
          target: [rateLimits.name, rateLimits.subjectHash],
          // The count stops at one above the limit, so that repeated requests cannot overflow it.
          set: {
            hits: sql`case when ${whereOver} then 1 else least(${rateLimits.hits} + 1, ${rule.hits + 1}) end`,
            endsAt: sql`case when ${whereOver} then excluded.ends_at else ${rateLimits.endsAt} end`,
          },
        })
        .returning();
      if (counted && counted.hits <= rule.hits) return null;
      return secondsTo((counted ?? row).endsAt);
    },
    left: async (rule, subject, from = db) => {
      const row = rowOf(rule, subject);
      const [counter] = await from
        .select()
        .from(rateLimits)
        .where(and(whereRow(row), gt(rateLimits.endsAt, clock())));
      const { endsAt } = counter ?? row;
      return {
        hits: Math.max(0, rule.hits - (counter?.hits ?? 0)),
        endsAt,
        retryAfterS: secondsTo(endsAt),
      };
    },
    forget: async (rule, subject, from = db) => {
      await from.delete(rateLimits).where(whereRow(rowOf(rule, subject)));
    },
  };
}

export async function deleteOldRateLimits(db: Database, now: Date): Promise<void> {
  await db.delete(rateLimits).where(lte(rateLimits.endsAt, now));
}
