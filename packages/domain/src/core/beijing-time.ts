/** Times for people: Beijing time, without the Intl that mini-programs lack. */

// China has had no summer time since 1991.
const offsetMs = 8 * 3600 * 1000;

/** `2026-11-24T12:05:00Z` → `2026-11-24 20:05`. Throws a RangeError when `instant` is no time. */
export const shanghaiTime = (instant: string): string =>
  new Date(Date.parse(instant) + offsetMs).toISOString().slice(0, 16).replace("T", " ");

/** The day in Beijing: `2026-11-24T18:05:00Z` → `2026-11-25`. */
export const shanghaiDay = (instant: string): string => shanghaiTime(instant).slice(0, 10);

/** The last day in Beijing that lies before this instant: what closes at midnight is open on the day before. */
export const lastDayBefore = (instant: string): string => shanghaiDay(new Date(Date.parse(instant) - 1).toISOString());

const dayMs = 24 * 3600 * 1000;
const dayNumber = (ms: number): number => Math.floor((ms + offsetMs) / dayMs);

/** Days in Beijing that are open yet, today among them, of what closes at this instant; 0 once it is closed. */
export const openDaysLeft = (closesAt: string, nowMs: number): number => {
  const closesAtMs = Date.parse(closesAt);
  return nowMs >= closesAtMs ? 0 : dayNumber(closesAtMs - 1) - dayNumber(nowMs) + 1;
};
