/** Days in Beijing, as the bills of payment providers count them. */
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
// China has had no summer time since 1991.
const offsetMs = 8 * hourMs;

/** `YYYY-MM-DD` */
export const beijingDay = (at: Date): string => new Date(at.getTime() + offsetMs).toISOString().slice(0, 10);

/** The first moment of a day. */
export const startOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - offsetMs);

export const endOfDay = (day: string): Date => new Date(startOfDay(day).getTime() + dayMs);

/** WeChat Pay makes the bill of a day until ten o'clock of the next, Alipay until nine; a little later, so as not to ask in vain. */
export const billReadyAt = (day: string): Date => new Date(endOfDay(day).getTime() + 10.25 * hourMs);
