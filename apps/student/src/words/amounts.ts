/** Money and times as people read them. */
import { shanghaiTime } from "@gradphoto/domain";

/** 2500 → "¥25.00". */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** The day alone, in Beijing time. */
export const shanghaiDay = (instant: string): string => shanghaiTime(instant).slice(0, 10);
