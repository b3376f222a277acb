/** Money, days, deadlines and durations formatted for people. */
import { beijingDay, type Language, lastDayBefore, remainingOpenDays } from "@gradphoto/domain";
import { useSettings } from "../state/settings.ts";
import { useWords, wordsOf } from "./words.ts";

/** 2500 → "¥25.00". */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** In Chinese, without the year: 6 月 30 日. */
export function monthAndDay(instant: string): string {
  const [, month, day] = beijingDay(instant).split("-");
  return `${Number(month)} 月 ${Number(day)} 日`;
}

const feeWords = wordsOf({ free: "免费" }, { free: "Free" });

/** Fee of a project as text, also when it is free. */
export function useFee(): (feeFen: number) => string {
  const words = useWords(feeWords);
  return (feeFen) => (feeFen === 0 ? words.free : yuan(feeFen));
}

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
export function until(
  closesAt: string,
  nowMs: number,
  words: (typeof untilWords)["zh" | "en"],
): string {
  const leftMs = Date.parse(closesAt) - nowMs;
  const day = lastDayBefore(closesAt);
  if (leftMs <= 0) return words.over(day);
  return leftMs <= dayMs
    ? words.hours(day, Math.ceil(leftMs / hourMs))
    : words.days(day, remainingOpenDays(closesAt, nowMs));
}

/** Deadline in the student's language. */
export function useUntil(): (closesAt: string) => string {
  const words = useWords(untilWords);
  return (closesAt) => until(closesAt, Date.now(), words);
}

const minuteS = 60;
const stepS = 5;

/** 7 → about 10 seconds; 130 → about 3 minutes. */
export function roughly(seconds: number, language: Language): string {
  if (seconds > minuteS - stepS) {
    const minutes = Math.max(1, Math.ceil(seconds / minuteS));
    return language === "zh"
      ? `约 ${minutes} 分钟`
      : minutes === 1
        ? "about a minute"
        : `about ${minutes} minutes`;
  }
  const rounded = Math.max(stepS, Math.ceil(seconds / stepS) * stepS);
  return language === "zh" ? `约 ${rounded} 秒` : `about ${rounded} seconds`;
}

/** Approximate duration, no more precise than it is known. */
export function useRoughly(): (seconds: number) => string {
  const { language } = useSettings();
  return (seconds) => roughly(seconds, language);
}
