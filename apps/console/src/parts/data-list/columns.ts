/** Which columns of a list the person has chosen to see, kept in the browser. */
import { useState } from "react";

interface Choosable {
  readonly key: string;
  readonly column: { readonly hidden?: true };
}

const placeOf = (list: string): string => `gradphoto-console-columns-${list}`;

/** A choice that knows other columns than there are is of another version of the list. */
function readChosen(list: string, columns: readonly Choosable[]): readonly string[] {
  const first = columns.filter(({ column }) => !column.hidden).map(({ key }) => key);
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(list)) ?? "null");
    if (!Array.isArray(kept) || kept.length === 0) return first;
    const known = columns.map(({ key }) => key);
    return kept.every((key) => known.includes(key)) ? known.filter((key) => kept.includes(key)) : first;
  } catch {
    return first;
  }
}

export function useColumns<Shown extends Choosable>(list: string, columns: readonly Shown[]) {
  const [chosen, setChosen] = useState(() => readChosen(list, columns));
  const choose = (keys: readonly string[]): void => {
    localStorage.setItem(placeOf(list), JSON.stringify(keys));
    setChosen(keys);
  };
  return { chosen, choose, shown: columns.filter(({ key }) => chosen.includes(key)) };
}
