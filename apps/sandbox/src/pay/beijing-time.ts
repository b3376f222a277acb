/** Times as WeChat Pay writes them: Beijing time, which has no summer time. */
const offsetMs = 8 * 60 * 60 * 1000;

const shifted = (ms: number): string => new Date(ms + offsetMs).toISOString();

/** 2026-06-01T10:34:56+08:00 */
export const beijingTime = (ms: number): string => `${shifted(ms).slice(0, 19)}+08:00`;

/** 2026-06-01 */
export const beijingDay = (ms: number): string => shifted(ms).slice(0, 10);

/** 10 for ten o'clock to eleven. */
export const beijingHour = (ms: number): number => Number(shifted(ms).slice(11, 13));

/** 2026-06-01 10:34:56 */
export const billTime = (ms: number): string => shifted(ms).slice(0, 19).replace("T", " ");
