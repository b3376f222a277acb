/** Text messages cost money: one budget of an hour over all callers, and a proof of work once half of it, or of an address, is used. */
import { type Refusal, refuse } from "../core/call.ts";
import { networkOf } from "../infra/network-of.ts";
import type { RateLimitRule } from "../infra/rate-limit.ts";
import type { AccountDeps } from "./deps.ts";

const hourS = 3600;

/** A class that signs in together behind one address; half of what `routeLimits` lets it send. */
const addressFree: RateLimitRule = { name: "sms-address-free", hits: 300, windowS: hourS };

const everybody = "everybody";

type Deps = Pick<AccountDeps, "rateLimit" | "smsPerHour">;

/** Counts a message that is about to be sent; null when it may be. `isProven`: no machine asks in bulk. */
export async function spendSms(
  { rateLimit, smsPerHour }: Deps,
  address: string,
  isProven: boolean,
): Promise<Refusal<"human-proof-needed" | "sms-budget-spent"> | null> {
  const isSpent = async (rule: RateLimitRule, subject: string): Promise<boolean> =>
    (await rateLimit(rule, subject)).retryAfterS !== null;
  const serviceFree = { name: "sms-free", hits: Math.max(1, Math.floor(smsPerHour / 2)), windowS: hourS };
  const isFree =
    isProven || !((await isSpent(addressFree, networkOf(address))) || (await isSpent(serviceFree, everybody)));
  if (!isFree) return refuse("human-proof-needed", {});
  const all = { name: "sms-all", hits: smsPerHour, windowS: hourS };
  return (await isSpent(all, everybody)) ? refuse("sms-budget-spent", {}) : null;
}
