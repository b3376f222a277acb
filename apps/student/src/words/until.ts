/** Deadline as a day, with the time left. */
import { lastDayBefore, remainingOpenDays, wordsOf } from "@gradphoto/domain";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const untilWords = wordsOf(
  {
    days: (day: string, count: number) => `${day}（还有 ${count} 天）`,
    hours: (day: string, count: number) => `${day}（只剩 ${count} 小时）`,
    over: (day: string) => `${day}（已截止）`,
  },
  {
    days: (day, count) => `${day} (${count} days left)`,
    hours: (day, count) => `${day} (only ${count === 1 ? "1 hour" : `${count} hours`} left)`,
    over: (day) => `${day} (over)`,
  },
);

/** Open days left, as the console counts them; in the last 24 hours, hours, rounded up. */
export function until(closesAt: string, nowMs: number, words: (typeof untilWords)["zh" | "en"]): string {
  const leftMs = Date.parse(closesAt) - nowMs;
  const day = lastDayBefore(closesAt);
  if (leftMs <= 0) return words.over(day);
  return leftMs <= dayMs
    ? words.hours(day, Math.ceil(leftMs / hourMs))
    : words.days(day, remainingOpenDays(closesAt, nowMs));
}
