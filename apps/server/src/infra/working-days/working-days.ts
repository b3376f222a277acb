/** Working days in China: weekends, public holidays and the Saturdays and Sundays worked in their place. */
import chineseDays from "chinese-days";

/** `certain: false`: the year's calendar is not published yet (the State Council does so each November), weekends alone were left out. */
export interface DueTime {
  readonly dueAt: Date;
  readonly certain: boolean;
}

// China has had no summer time since 1991.
const shanghaiOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/**
 * The same time of day, so many working days later, in Beijing time. `days`: 0 or more; the day of `from` itself does
 * not count, whatever it is. With 0 it is `from`.
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

/** Whether the library holds the year: it knows a public holiday in it, and every year has some. */
export const isPublished = (year: number): boolean =>
  chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
