/** Names the bills that are not counted and the reason: the latest by day and provider, and that there are more. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useJoinList, useTranslate, useWords } from "../lib/words.ts";
import { incomeWords } from "./income-words.ts";

/** null: the bills reach the last requested day, or later. */
export function billsEnd(
  { billedUntil }: Pick<RouteAnswer<"listIncome">, "billedUntil">,
  untilDay: string | undefined,
): string | null {
  return untilDay === undefined || untilDay > billedUntil ? billedUntil : null;
}

type Gaps = Pick<RouteAnswer<"listIncome">, "missingDays" | "missingBills">;

export function useMissingBills(): (gaps: Gaps) => readonly string[] {
  const t = useWords(incomeWords);
  const translate = useTranslate();
  const listed = useJoinList();
  const named = (days: number, bills: Gaps["missingBills"]): string => {
    const each = bills.map(({ day, providerLabel }) => `${day} ${translate(providerLabel)}`);
    return listed(days > bills.length ? [...each, t.andMore] : each);
  };
  return ({ missingDays, missingBills }) =>
    missingDays > 0 ? [t.missing(missingDays, named(missingDays, missingBills))] : [];
}
