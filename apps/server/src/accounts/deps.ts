/** Dependencies of the accounts feature. */
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Transaction } from "../infra/db/database.ts";
import type { Sms } from "../infra/sms/sms.ts";
import type { Wechat } from "../infra/wechat/wechat.ts";

export interface AccountDeps
  extends Pick<
    ServiceDeps,
    | "db"
    | "clock"
    | "ids"
    | "randomBytes"
    | "sealer"
    | "searchHash"
    | "rateLimits"
    | "configuration"
  > {
  readonly wechat: Wechat;
  /** WeChat's authorization page; the redirect URL is appended. */
  readonly webSignInUrl: string;
  readonly sms: Sms;
}

/** Dependencies for work inside a transaction. */
export type WorkDeps = Omit<
  AccountDeps,
  "db" | "wechat" | "webSignInUrl" | "sms" | "configuration"
> & {
  readonly tx: Transaction;
};
