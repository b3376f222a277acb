/** With which day the bills end that a page tells of. */
import type { RouteAnswer } from "@gradphoto/domain/client";

/** null: with the last day that was asked for, or later. */
export function billsEnd(
  { billedUntil }: Pick<RouteAnswer<"listIncome">, "billedUntil">,
  untilDay: string | undefined,
): string | null {
  return untilDay === undefined || untilDay > billedUntil ? billedUntil : null;
}
