/** What a list shows of a row: columns that the person may choose among, kept in the browser. */
import type { Bilingual } from "@gradphoto/domain";
import { type ReactNode, useState } from "react";

export interface Column<Row> {
  readonly key: string;
  readonly title: Bilingual;
  readonly show: (row: Row) => ReactNode;
  /** Numbers stand at the right, so that their places stand under one another. */
  readonly number?: true;
  readonly width?: number;
  /** Not shown until it is chosen. */
  readonly hidden?: true;
  /** What can be done with a row: stays in sight where the table is wider than the page. */
  readonly acts?: true;
}

const placeOf = (list: string): string => `gradphoto-console-columns-${list}`;

function readChosen(list: string, columns: readonly Column<never>[]): readonly string[] {
  const first = columns.filter(({ hidden }) => !hidden).map(({ key }) => key);
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(list)) ?? "null");
    if (!Array.isArray(kept)) return first;
    const known = columns.map(({ key }) => key).filter((key) => kept.includes(key));
    return known.length === 0 ? first : known;
  } catch {
    return first;
  }
}

export function useColumns<Row>(list: string, columns: readonly Column<Row>[]) {
  const [chosen, setChosen] = useState(() => readChosen(list, columns));
  const choose = (keys: readonly string[]): void => {
    localStorage.setItem(placeOf(list), JSON.stringify(keys));
    setChosen(keys);
  };
  return { chosen, choose, shown: columns.filter(({ key }) => chosen.includes(key)) };
}
