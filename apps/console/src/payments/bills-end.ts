/** With which day the bills end that a page tells of. */
import { shanghaiDay } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";

const dayMs = 86_400_000;

/** null: with the last day that was asked for, or later. */
export function billsEnd(
  { billedUntil }: Pick<RouteAnswer<"listIncome">, "billedUntil">,
  untilDay: string | undefined,
  now: Date,
): string | null {
  // A service of the release before, beside new ones during an upgrade, does not say: its pages took yesterday.
  const last = billedUntil ?? shanghaiDay(new Date(now.getTime() - dayMs).toISOString());
  return untilDay === undefined || untilDay > last ? last : null;
}
