/** Money, times and numbers as people read them. */
import { shanghaiTime } from "@gradphoto/contract";

/** 2500 → "¥25.00"; -100 → "−¥1.00". */
export const yuan = (fen: number): string => `${fen < 0 ? "−" : ""}¥${(Math.abs(fen) / 100).toFixed(2)}`;

/** The minute in Beijing time, "—" for what has not happened. */
export const moment = (instant: string | null): string => (instant === null ? "—" : shanghaiTime(instant));

/** 0.1234 → "12.3 %"; "—" where there is nothing to divide. */
export const percent = (share: number | null): string => (share === null ? "—" : `${(share * 100).toFixed(1)} %`);
