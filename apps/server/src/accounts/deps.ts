/** Dependencies of the accounts feature. */
import type { Clock, Ids } from "../infra/clock.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import type { RateLimits } from "../infra/rate-limit.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";
import type { Sms } from "../infra/sms/sms.ts";
import type { Wechat } from "../infra/wechat/wechat.ts";

/** Limits of SMS codes that the service sends in total. */
export interface SmsBudgets {
  readonly perHour: number;
  readonly perDay: number;
}

export interface AccountDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Cryptographically secure random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly sealer: Sealer;
  readonly searchHash: HashForSearch;
  readonly wechat: Wechat;
  /** WeChat's authorization page; the redirect URL is appended. */
  readonly webSignInUrl: string;
  readonly sms: Sms;
  readonly rateLimits: RateLimits;
  readonly smsBudgets: SmsBudgets;
}

/** Dependencies for work inside a transaction. */
export type WorkDeps = Omit<AccountDeps, "db" | "wechat" | "webSignInUrl" | "sms" | "smsBudgets"> & {
  readonly tx: Transaction;
};
