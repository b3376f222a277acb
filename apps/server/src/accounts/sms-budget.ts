/**
 * SMS codes cost money, so the service has two total budgets, per hour and per day. A metric with an alert reports
 * their use.
 */
import { type Refusal, refuse } from "../core/call.ts";
import { budgets } from "../core/limits.ts";
import type { RateLimitRule, RateLimits } from "../infra/rate-limit.ts";
import type { AccountDeps, SmsBudgets } from "./deps.ts";

const everybody = "everybody";

const rulesOf = ({ perHour, perDay }: SmsBudgets) => ({
  hour: { ...budgets.allSmsHour, hits: perHour },
  day: { ...budgets.allSmsDay, hits: perDay },
});

/** Counts a message before it is sent; null when it may be sent. */
export async function spendSms(
  { rateLimits, smsBudgets }: Pick<AccountDeps, "rateLimits" | "smsBudgets">,
  network: string | null,
): Promise<Refusal<"sms-budget-spent"> | Refusal<"too-many-requests"> | null> {
  const retryAfterS = network === null ? null : await rateLimits.spend(budgets.smsNetwork, network);
  if (retryAfterS !== null) return refuse("too-many-requests", { retryAfterS });
  for (const rule of Object.values(rulesOf(smsBudgets))) {
    if ((await rateLimits.spend(rule, everybody)) !== null) return refuse("sms-budget-spent", {});
  }
  return null;
}

/** Shares from 0 to 1, for the metric. */
export async function smsBudgetUse({ left }: Pick<RateLimits, "left">, smsBudgets: SmsBudgets) {
  const { hour, day } = rulesOf(smsBudgets);
  const use = async (rule: RateLimitRule): Promise<number> => 1 - (await left(rule, everybody)).hits / rule.hits;
  return { hour: await use(hour), day: await use(day) };
}
