/** Names the bills that are not counted and the reason: the latest by day and provider, and that there are more. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useListed, useTranslate, useWords } from "../lib/words.ts";
import { incomeWords } from "./income-words.ts";

type Gaps = Pick<RouteAnswer<"listIncome">, "missingDays" | "missingBills">;

export function useMissingBills(): (gaps: Gaps) => readonly string[] {
  const t = useWords(incomeWords);
  const translate = useTranslate();
  const listed = useListed();
  const named = (days: number, bills: Gaps["missingBills"]): string => {
    const each = bills.map(({ day, providerLabel }) => `${day} ${translate(providerLabel)}`);
    return listed(days > bills.length ? [...each, t.andMore] : each);
  };
  return ({ missingDays, missingBills }) =>
    missingDays > 0 ? [t.missing(missingDays, named(missingDays, missingBills))] : [];
}
