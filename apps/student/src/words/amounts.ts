/** Money and times as people read them. */
import { shanghaiDay } from "@gradphoto/domain";

/** 2500 → "¥25.00". */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** The last day before this instant: what closes at midnight is open on the day before. */
export const lastDayBefore = (instant: string): string => shanghaiDay(new Date(Date.parse(instant) - 1).toISOString());

/** In Chinese, without the year: 6 月 30 日. */
export function monthAndDay(instant: string): string {
  const [, month, day] = shanghaiDay(instant).split("-");
  return `${Number(month)} 月 ${Number(day)} 日`;
}
