/**
 * Budgets of SMS codes, which cost money: two for all callers together, per hour and per day. A metric with an alert
 * reports their use.
 */
import { type Refusal, refuse } from "../core/call.ts";
import { budgets } from "../core/limits.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { RateLimitRule, RateLimits } from "../infra/rate-limit.ts";

const everybody = "everybody";

type BudgetDeps = Pick<ServiceDeps, "db" | "configuration"> & {
  readonly rateLimits: Pick<RateLimits, "spend" | "left">;
};

async function readRules({ db, configuration }: BudgetDeps) {
  const inForce = await configuration.read(db);
  return {
    hour: { ...budgets.allSmsHour, hits: inForce("sms-codes-hour") },
    day: { ...budgets.allSmsDay, hits: inForce("sms-codes-day") },
  };
}

/** Counts a message before it is sent. Returns null when it may be sent. */
export async function spendSms(
  deps: BudgetDeps,
  network: string | null,
): Promise<Refusal<"sms-budget-spent"> | Refusal<"too-many-requests"> | null> {
  const { rateLimits } = deps;
  const retryAfterS = network === null ? null : await rateLimits.spend(budgets.smsNetwork, network);
  if (retryAfterS !== null) return refuse("too-many-requests", { retryAfterS });
  for (const rule of Object.values(await readRules(deps))) {
    if ((await rateLimits.spend(rule, everybody)) !== null) return refuse("sms-budget-spent", {});
  }
  return null;
}

/** Returns the used shares from 0 to 1, for the metric. */
export async function smsBudgetUse(deps: BudgetDeps) {
  const { hour, day } = await readRules(deps);
  const use = async (rule: RateLimitRule): Promise<number> =>
    1 - (await deps.rateLimits.left(rule, everybody)).hits / rule.hits;
  return { hour: await use(hour), day: await use(day) };
}
