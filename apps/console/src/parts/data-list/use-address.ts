/** What a list's address says: the filters that are set, and where its page begins. */
import { useLocation, useSearchParams } from "react-router";
import type { FilterValues } from "./known-values.ts";

const afterKey = "after";

type Changes = Readonly<Record<string, string | null>>;

/** `keys`: of the list's filters; anything else in the address is not the list's. */
export function useAddress(keys: readonly string[]) {
  const [address, setAddress] = useSearchParams();
  const { state } = useLocation();
  const previous = beforeOf(state);
  const after = address.get(afterKey);
  const values: FilterValues = Object.fromEntries(
    keys.flatMap((key) => {
      const value = address.get(key);
      return value === null || value === "" ? [] : [[key, value]];
    }),
  );
  // Of the address itself: what was set a moment ago may not be drawn yet, and is not lost for it.
  const withChanges = (changes: Changes): URLSearchParams => {
    const next = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    return next;
  };
  /** A change of a filter begins at the first page. */
  const change = (changes: Changes): void => setAddress(withChanges({ ...changes, [afterKey]: null }));
  /** What is opened beside the list leaves the list where it is. */
  const showBeside = (changes: Changes): void => setAddress(withChanges(changes), { state });
  const goTo = (page: string | null, pagesBefore: Pages): void =>
    setAddress(withChanges({ [afterKey]: page }), { state: { before: pagesBefore } });
  return {
    values,
    change,
    showBeside,
    after,
    before: previous,
    goFirst: () => goTo(null, []),
    goBefore: () => goTo(previous.at(-1) ?? null, previous.slice(0, -1)),
    goNext: (page: string) => goTo(page, [...previous, after]),
  };
}

/** Where each begins: the first at null. */
type Pages = readonly (string | null)[];

/** The pages that led here. The browser keeps them with this step of its history alone, so that no other way has them. */
export function beforeOf(state: unknown): Pages {
  const previous = typeof state === "object" && state !== null && "before" in state ? state.before : null;
  return Array.isArray(previous) ? previous.filter((page) => page === null || typeof page === "string") : [];
}
