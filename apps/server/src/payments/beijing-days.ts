/** When the bill of a day can be fetched. */
import { endOfBeijingDay } from "@gradphoto/domain";

const hourMs = 3_600_000;

/** WeChat Pay makes the bill of a day until ten o'clock of the next, Alipay until nine; a little later, so as not to ask in vain. */
export const billReadyAt = (day: string): Date => new Date(endOfBeijingDay(day).getTime() + 10.25 * hourMs);
