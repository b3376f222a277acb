/** What a list's address says: the filters that are set, and where its page begins. */
import { useSearchParams } from "react-router";
import type { FilterValues } from "./filters.tsx";

const afterKey = "after";

/** `keys`: of the list's filters; anything else in the address is not the list's. */
export function useAddress(keys: readonly string[]) {
  const [address, setAddress] = useSearchParams();
  const values: FilterValues = Object.fromEntries(
    keys.flatMap((key) => {
      const value = address.get(key);
      return value === null || value === "" ? [] : [[key, value]];
    }),
  );
  /** A change of a filter begins at the first page. */
  const change = (changes: Readonly<Record<string, string | null>>): void => {
    const next = new URLSearchParams(address);
    next.delete(afterKey);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    setAddress(next);
  };
  const goAfter = (after: string | null): void => {
    const next = new URLSearchParams(address);
    if (after === null) next.delete(afterKey);
    else next.set(afterKey, after);
    setAddress(next);
  };
  return { values, change, after: address.get(afterKey), goAfter };
}
