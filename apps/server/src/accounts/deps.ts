/** What the accounts feature is given. */
import type { Clock } from "../infra/clock.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import type { Ids } from "../infra/ids.ts";
import type { RateLimits } from "../infra/rate-limit.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";
import type { Sms } from "../infra/sms/sms.ts";
import type { Wechat } from "../infra/wechat/wechat.ts";

/** Codes by SMS that the service sends to everybody together. */
export interface SmsBudgets {
  readonly perHour: number;
  readonly perDay: number;
}

export interface AccountDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Unguessable bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly sealer: Sealer;
  readonly searchHash: HashForSearch;
  readonly wechat: Wechat;
  /** WeChat's page that asks whether ours may know who reads it; where it comes back to is still to be added. */
  readonly webSignInUrl: string;
  readonly sms: Sms;
  readonly rateLimits: RateLimits;
  readonly smsBudgets: SmsBudgets;
}

/** The same, at work inside a transaction. */
export type WorkDeps = Omit<AccountDeps, "db" | "wechat" | "webSignInUrl" | "sms" | "smsBudgets"> & {
  readonly tx: Transaction;
};
