/** A list from a day until an earlier one would be empty, and nobody would know why: the day that was there gives way. */
import type { FilterValues } from "./known-values.ts";

export function withDays(
  values: FilterValues,
  key: string,
  to: string | null,
): Readonly<Record<string, string | null>> {
  const next: FilterValues = { ...values, ...(to !== null && { [key]: to }) };
  const { fromDay, untilDay } = next;
  const isReversed = fromDay !== undefined && untilDay !== undefined && fromDay > untilDay;
  if (!isReversed) return { [key]: to };
  return { fromDay: null, untilDay: null, [key]: to };
}
