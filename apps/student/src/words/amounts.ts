/** Money and times formatted for people. */
import { beijingDay } from "@gradphoto/domain";

/** 2500 → "¥25.00". */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** In Chinese, without the year: 6 月 30 日. */
export function monthAndDay(instant: string): string {
  const [, month, day] = beijingDay(instant).split("-");
  return `${Number(month)} 月 ${Number(day)} 日`;
}
