/** Text for how long something has waited. */
import { useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  {
    oldest: (time: string) => `等待最久的：${time}`,
    moments: "不到 1 分钟",
    minutes: (count: number) => `${count} 分钟`,
    hours: (count: number) => `${count} 小时`,
    days: (count: number) => `${count} 天`,
  },
  {
    oldest: (time) => `longest wait: ${time}`,
    moments: "less than a minute",
    minutes: (count) => `${count} min`,
    hours: (count) => `${count} h`,
    days: (count) => `${count} days`,
  },
);

const minuteS = 60;
const hourS = 60 * minuteS;
const dayS = 24 * hourS;

/** Formats how long the oldest item has waited. */
export function useWaitingAge(): (seconds: number) => string {
  const t = useWords(words);
  const formatDuration = (seconds: number): string => {
    if (seconds < minuteS) return t.moments;
    if (seconds < 2 * hourS) return t.minutes(Math.round(seconds / minuteS));
    return seconds < 2 * dayS
      ? t.hours(Math.round(seconds / hourS))
      : t.days(Math.round(seconds / dayS));
  };
  return (seconds) => t.oldest(formatDuration(seconds));
}
