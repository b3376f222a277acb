/** State of a list in its address: the active filters and the start of the page. */
import { useLocation, useSearchParams } from "react-router";
import type { FilterValues } from "./parse-filters.ts";

/**
 * Change of a date range in the filters. A range that ends before it starts would give an empty list without an
 * explanation, so the day that was set earlier is cleared.
 */
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

const afterKey = "after";

type Changes = Readonly<Record<string, string | null>>;

/** `keys`: filters of the list; other parameters in the address are ignored. */
export function useAddress(keys: readonly string[]) {
  const [address, setAddress] = useSearchParams();
  const { state } = useLocation();
  const previous = previousOf(state);
  const after = address.get(afterKey);
  const values: FilterValues = Object.fromEntries(
    keys.flatMap((key) => {
      const value = address.get(key);
      return value === null || value === "" ? [] : [[key, value]];
    }),
  );
  // Reads the address itself: a change made a moment ago may not be rendered yet and must not be lost.
  const withChanges = (changes: Changes): URLSearchParams => {
    const next = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    return next;
  };
  /** Changing a filter returns to the first page. */
  const change = (changes: Changes): void =>
    setAddress(withChanges({ ...changes, [afterKey]: null }));
  /** Opens something next to the list without moving the list. */
  const showInDrawer = (changes: Changes): void => setAddress(withChanges(changes), { state });
  const goTo = (page: string | null, previousPages: Pages): void =>
    setAddress(withChanges({ [afterKey]: page }), { state: { before: previousPages } });
  return {
    values,
    change,
    showInDrawer,
    after,
    before: previous,
    goFirst: () => goTo(null, []),
    goToPrevious: () => goTo(previous.at(-1) ?? null, previous.slice(0, -1)),
    goNext: (page: string) => goTo(page, [...previous, after]),
  };
}

/** Start of each page; the first is null. */
type Pages = readonly (string | null)[];

/** Pages that led here. They are stored in this history entry only, so that no other navigation sees them. */
export function previousOf(state: unknown): Pages {
  const previous =
    typeof state === "object" && state !== null && "before" in state ? state.before : null;
  return Array.isArray(previous)
    ? previous.filter((page) => page === null || typeof page === "string")
    : [];
}
