/** Time at which the bill of a day can be downloaded. */
import { endOfBeijingDay } from "@gradphoto/domain";

const hourMs = 3_600_000;

/**
 * WeChat Pay completes the bill of a day by ten o'clock of the next day, Alipay by nine. A margin avoids futile
 * requests.
 */
export const billReadyAt = (day: string): Date => new Date(endOfBeijingDay(day).getTime() + 10.25 * hourMs);
