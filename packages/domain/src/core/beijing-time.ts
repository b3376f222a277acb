/** Beijing time without Intl, which mini-programs lack. Each function throws a RangeError for an invalid time. */

// China has had no daylight saving time since 1991.
const offsetMs = 8 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** ISO text, a Date, or milliseconds since 1970. */
type Instant = string | Date | number;

/** `2026-11-24T12:05:31Z` → `2026-11-24T20:05:31`, without an offset. */
export const beijingIso = (instant: Instant): string =>
  new Date(new Date(instant).getTime() + offsetMs).toISOString().slice(0, 19);

/** `2026-11-24T12:05:00Z` → `2026-11-24 20:05`. */
export const beijingTime = (instant: Instant): string =>
  beijingIso(instant).slice(0, 16).replace("T", " ");

/** `2026-11-24T12:05:31Z` → `2026-11-24 20:05:31`. */
export const beijingSecond = (instant: Instant): string => beijingIso(instant).replace("T", " ");

/** `2026-11-24T18:05:00Z` → `2026-11-25`. */
export const beijingDay = (instant: Instant): string => beijingIso(instant).slice(0, 10);

/** Returns the hour: 10 from 10:00 to 10:59. */
export const beijingHour = (instant: Instant): number => Number(beijingIso(instant).slice(11, 13));

/** Returns the first moment of a day. */
export const startOfBeijingDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

/** Returns the first moment of the next day. */
export const endOfBeijingDay = (day: string): Date =>
  new Date(startOfBeijingDay(day).getTime() + dayMs);

/**
 * The last day that begins before this instant: if something closes at midnight, its last open day is the day before.
 */
export const lastDayBefore = (instant: string): string => beijingDay(Date.parse(instant) - 1);

const dayNumber = (ms: number): number => Math.floor((ms + offsetMs) / dayMs);

/**
 * Number of days, including today, on which something that closes at this instant is still open; 0 once it is closed.
 */
export const remainingOpenDays = (closesAt: string, nowMs: number): number => {
  const closesAtMs = Date.parse(closesAt);
  return nowMs >= closesAtMs ? 0 : dayNumber(closesAtMs - 1) - dayNumber(nowMs) + 1;
};
