/** Says which bills are not counted: the latest by day and provider, and that there are more. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useListed, useSay, useWords } from "../lib/words.ts";
import { incomeWords } from "./income-words.ts";

type Missing = RouteAnswer<"listIncome">["missingBills"];

export function useMissingBills(): (days: number, bills: Missing) => string {
  const t = useWords(incomeWords);
  const say = useSay();
  const listed = useListed();
  return (days, bills) => {
    const named = bills.map(({ day, providerLabel }) => `${day} ${say(providerLabel)}`);
    return t.missing(days, listed(days > bills.length ? [...named, t.andMore] : named));
  };
}
