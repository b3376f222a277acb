/**
 * State of a sheet entered as text: its rows, and its columns, which a person assigns where their names do not match.
 */
import { useMemo, useState } from "react";
import {
  type ColumnPlaces,
  type NamedRows,
  readNamedRows,
  type SheetColumn,
} from "./read-named-rows.ts";
import { splitText } from "./split-text.ts";

export interface ReadSheet<Field extends string> extends NamedRows<Field> {
  readonly columns: readonly SheetColumn<Field>[];
  readonly sheet: readonly (readonly string[])[];
  readonly chosen: ColumnPlaces<Field>;
  /** `field` null: the column at this position is not used. */
  readonly choose: (place: number, field: Field | null) => void;
}

export function useSheet<Field extends string>(
  columns: readonly SheetColumn<Field>[],
  text: string,
): ReadSheet<Field> {
  const [chosen, setChosen] = useState<ColumnPlaces<Field>>(new Map());
  const sheet = useMemo(() => splitText(text), [text]);
  const read = useMemo(() => readNamedRows(sheet, columns, chosen), [sheet, columns, chosen]);
  const choose = (place: number, field: Field | null): void => {
    const others = [...chosen].filter(([one, at]) => one !== field && at !== place);
    setChosen(new Map(field === null ? others : [...others, [field, place]]));
  };
  return { ...read, columns, sheet, chosen, choose };
}
