/** Nobody is woken: the hours of the day in which students are reminded of something. */
import type { HoursOfDay } from "@gradphoto/domain";

// China has had no summer time since 1991.
const beijingOffsetHours = 8;

const hourOf = (now: Date): number => (now.getUTCHours() + beijingOffsetHours) % 24;

export function isWithin(now: Date, { from, until }: HoursOfDay): boolean {
  const hour = hourOf(now);
  return hour >= from && hour < until;
}

/** Seconds until they begin; 0 within them. */
export function untilHoursS(now: Date, hours: HoursOfDay): number {
  if (isWithin(now, hours)) return 0;
  const sinceHourS = now.getUTCMinutes() * 60 + now.getUTCSeconds();
  return ((hours.from - hourOf(now) + 24) % 24) * 3600 - sinceHourS;
}
