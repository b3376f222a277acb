/**
 * Change of a date range in the filters. A range that ends before it starts would give an empty list without an
 * explanation, so the day that was set earlier is cleared.
 */
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
