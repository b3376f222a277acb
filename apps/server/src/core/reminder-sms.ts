/**
 * Daily SMS budget for the reminders of one school, per Beijing day. Messages cost money, so each is reserved when it
 * is queued.
 */
import { beijingDay, beijingHour, type HoursOfDay } from "@gradphoto/domain";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "../infra/db/database.ts";
import { reminderSmsDays } from "../infra/db/schema/index.ts";

/** Returns true within the hours in which students may be reminded, so that no message arrives at night. */
export function isWithinHours(now: Date, { from, until }: HoursOfDay): boolean {
  const hour = beijingHour(now);
  return hour >= from && hour < until;
}

/** Returns the seconds until the hours begin, and 0 within them. */
export function secondsUntilHours(now: Date, hours: HoursOfDay): number {
  if (isWithinHours(now, hours)) return 0;
  const sinceHourS = now.getUTCMinutes() * 60 + now.getUTCSeconds();
  return ((hours.from - beijingHour(now) + 24) % 24) * 3600 - sinceHourS;
}

/** Returns true for a mainland phone number. Text messages reach no others. */
export const isMainlandPhone = (phone: string): boolean => /^1\d{10}$/.test(phone);

interface Budget {
  readonly schoolCode: string;
  readonly now: Date;
  readonly perDay: number;
}

const ofToday = ({ schoolCode, now }: Budget) =>
  and(eq(reminderSmsDays.schoolCode, schoolCode), eq(reminderSmsDays.day, beijingDay(now)));

export async function reminderSmsLeft(
  from: Database | Transaction,
  budget: Budget,
): Promise<number> {
  const [row] = await from
    .select({ used: reminderSmsDays.used })
    .from(reminderSmsDays)
    .where(ofToday(budget));
  return Math.max(0, budget.perDay - (row?.used ?? 0));
}

/**
 * Reserves up to `wanted` messages and returns how many it reserved. Concurrent callers wait until this transaction
 * ends.
 */
export async function reserveReminderSms(
  tx: Transaction,
  budget: Budget,
  wanted: number,
): Promise<number> {
  if (wanted === 0) return 0;
  const row = { schoolCode: budget.schoolCode, day: beijingDay(budget.now), used: 0 };
  // Ensures that the row exists and is locked before it is read.
  await tx
    .insert(reminderSmsDays)
    .values(row)
    .onConflictDoUpdate({
      target: [reminderSmsDays.schoolCode, reminderSmsDays.day],
      set: { used: sql`${reminderSmsDays.used}` },
    });
  const taken = Math.min(wanted, await reminderSmsLeft(tx, budget));
  await tx
    .update(reminderSmsDays)
    .set({ used: sql`${reminderSmsDays.used} + ${taken}` })
    .where(ofToday(budget));
  return taken;
}

export async function deleteReminderSmsDays(db: Database, cutoff: Date): Promise<void> {
  await db.delete(reminderSmsDays).where(lt(reminderSmsDays.day, beijingDay(cutoff)));
}
