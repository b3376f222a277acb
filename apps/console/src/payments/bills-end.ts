/** Last day that the bills of a page cover. */
import type { RouteAnswer } from "@gradphoto/domain/client";

/** null: the bills reach the last requested day, or later. */
export function billsEnd(
  { billedUntil }: Pick<RouteAnswer<"listIncome">, "billedUntil">,
  untilDay: string | undefined,
): string | null {
  return untilDay === undefined || untilDay > billedUntil ? billedUntil : null;
}
