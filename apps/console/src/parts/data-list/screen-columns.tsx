/** Columns of a list on the screen, each rendered by its kind unless the page renders it. */
import {
  type Bilingual,
  beijingSecond,
  type Column,
  cellOf,
  fieldOf,
  type List,
  type ListCell,
} from "@gradphoto/domain";
import type { ReactNode } from "react";
import { moment, yuan } from "../../lib/amounts.ts";
import { useTranslate } from "../../lib/words.ts";
import { ShortId } from "../short-id.tsx";
import { ToneTag } from "../tone-tag.tsx";

/** A column that its kind does not render. */
type SpecialKey<Of extends List> = {
  [Key in keyof Of["columns"] & string]: Of["columns"][Key] extends { readonly kind: "special" }
    ? Key
    : never;
}[keyof Of["columns"] & string];

type Draw<Row> = (row: Row) => ReactNode;

/** Cells rendered by the page: every special column, and others that it renders differently. */
export type Cells<Of extends List, Row> = { readonly [Key in SpecialKey<Of>]: Draw<Row> } & {
  readonly [Key in keyof Of["columns"] & string]?: Draw<Row>;
};

export interface ScreenColumn<Row> {
  readonly key: string;
  readonly title: Bilingual;
  readonly show: Draw<Row>;
  /** Numbers are right-aligned, so that their digits line up. */
  readonly isNumber: boolean;
  readonly column: Column;
}

const isNumber = ({ kind, isNumber: isStated }: Column): boolean =>
  isStated ?? (kind === "number" || kind === "count" || kind === "money");

/** `without`: columns that are useless to this person. */
export const screenColumns = <Row extends object>(
  { columns }: List,
  cells: Readonly<Record<string, Draw<Row> | undefined>>,
  without: readonly string[],
): readonly ScreenColumn<Row>[] =>
  Object.entries(columns).flatMap(([key, column]) =>
    column.only === "file" || without.includes(key)
      ? []
      : [
          {
            key,
            column,
            title: column.title,
            isNumber: isNumber(column),
            show:
              cells[key] ?? ((row) => <Cell cell={cellOf(key, column, row)} none={column.none} />),
          },
        ],
  );

/** Unique key of an item. */
export const keyOf = ({ key }: List, row: object): string => String(fieldOf(row, key));

/** Start of the next page; null on the last. */
export function nextOf(answer: object): string | null {
  const next = fieldOf(answer, "next");
  return typeof next === "string" ? next : null;
}

function Cell({
  cell,
  none,
}: {
  readonly cell: ListCell;
  readonly none: Bilingual | undefined;
}): ReactNode {
  const translate = useTranslate();
  switch (cell.kind) {
    case "none":
      return none === undefined ? "—" : translate(none);
    case "text":
      return cell.text;
    case "id":
      return <ShortId id={cell.text} />;
    case "number":
      return cell.value;
    case "money":
      return yuan(cell.fen);
    case "time":
      return cell.seconds ? beijingSecond(cell.instant) : moment(cell.instant);
    case "words":
      return translate(cell.words);
    case "state":
      return <ToneTag tone={cell.tone} label={cell.words} />;
    case "lines":
      return cell.lines.length === 0
        ? "—"
        : cell.lines.map((line) => <div key={line.zh}>{translate(line)}</div>);
  }
}
