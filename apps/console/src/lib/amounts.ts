/** Money, times and numbers formatted for people. */
import { beijingTime, lastDayBefore } from "@gradphoto/domain";

const inYuan = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 250000 → "¥2,500.00"; -100 → "−¥1.00". */
export const yuan = (fen: number): string =>
  `${fen < 0 ? "−" : ""}¥${inYuan.format(Math.abs(fen) / 100)}`;

/** Minute in Beijing time; "—" for an event that has not happened. */
export const moment = (instant: string | null): string =>
  instant === null ? "—" : beijingTime(instant);

/** The last open day, or the closing minute where it is not midnight. */
export function lastOpenDay(closesAt: string): string {
  const closes = beijingTime(closesAt);
  return closes.endsWith("00:00") ? lastDayBefore(closesAt) : closes;
}

const inWhole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** 3988 → "3,988". */
export const count = (value: number): string => inWhole.format(value);

const percentOf = (places: number) =>
  new Intl.NumberFormat("en", {
    style: "percent",
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });

const inPercent = percentOf(1);
const inWholePercent = percentOf(0);

/** 0.1234 → "12.3%", in both languages; "—" where the divisor is zero. */
export const percent = (share: number | null): string =>
  share === null ? "—" : inPercent.format(share);

/** 0.1234 → "12%". */
export const wholePercent = (share: number): string => inWholePercent.format(share);

/** 40.64 by 54.19 → "40.6 × 54.2". */
export const millimetres = (widthMm: number, heightMm: number): string =>
  `${widthMm.toFixed(1)} × ${heightMm.toFixed(1)}`;
