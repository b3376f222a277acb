/** Hours of the day in which students may be reminded, so that no message arrives at night. */
import { beijingHour, type HoursOfDay } from "@gradphoto/domain";

export function isWithin(now: Date, { from, until }: HoursOfDay): boolean {
  const hour = beijingHour(now);
  return hour >= from && hour < until;
}

/** Seconds until the hours begin; 0 within them. */
export function untilHoursS(now: Date, hours: HoursOfDay): number {
  if (isWithin(now, hours)) return 0;
  const sinceHourS = now.getUTCMinutes() * 60 + now.getUTCSeconds();
  return ((hours.from - beijingHour(now) + 24) % 24) * 3600 - sinceHourS;
}
