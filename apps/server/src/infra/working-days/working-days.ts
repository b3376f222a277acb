/** Working days in China: excludes weekends and public holidays, includes the weekend days worked in exchange. */
import chineseDays from "chinese-days";

/**
 * Due time. `certain` is false while the year's calendar is not published (the State Council publishes it each
 * November), so that only weekends were excluded.
 */
export interface DueTime {
  readonly dueAt: Date;
  readonly certain: boolean;
}

// China has had no daylight saving time since 1991.
const shanghaiOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/**
 * Adds working days and keeps the time of day in Beijing. `days` is 0 or more; the day of `from` itself does not count,
 * even if it is a working day. With 0 it returns `from`.
 */
export function addWorkingDays(from: Date, days: number): DueTime {
  let at = from;
  let certain = true;
  for (let left = days; left > 0; ) {
    at = new Date(at.getTime() + dayMs);
    const day = new Date(at.getTime() + shanghaiOffsetMs);
    const published = isPublished(day.getUTCFullYear());
    certain &&= published;
    const works = published
      ? chineseDays.isWorkday(day.toISOString().slice(0, 10))
      : day.getUTCDay() !== 0 && day.getUTCDay() !== 6;
    if (works) left -= 1;
  }
  return { dueAt: at, certain };
}

/** Returns true if the library has the year's holidays: every published year has at least one. */
export const isPublished = (year: number): boolean =>
  chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
