/** What the accounts feature is given. */
import type { Clock } from "../infra/clock.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import type { HumanProof } from "../infra/human-proof/human-proof.ts";
import type { Ids } from "../infra/ids.ts";
import type { RateLimit } from "../infra/rate-limit.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";
import type { Sms } from "../infra/sms/sms.ts";
import type { Wechat } from "../infra/wechat/wechat.ts";

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
  readonly rateLimit: RateLimit;
  /** Codes by text message that the whole service sends in an hour. */
  readonly smsPerHour: number;
  readonly humanProof: HumanProof;
}

/** The same, at work inside a transaction. */
export type WorkDeps = Omit<
  AccountDeps,
  "db" | "wechat" | "webSignInUrl" | "sms" | "rateLimit" | "smsPerHour" | "humanProof"
> & { readonly tx: Transaction };
