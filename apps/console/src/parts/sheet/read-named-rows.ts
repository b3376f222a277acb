/** Rows of a sheet by column name, in any order, or by the columns that a person chose. */
import type { Bilingual } from "@gradphoto/domain";

export interface SheetColumn<Field extends string> {
  readonly field: Field;
  /** Name in the template. */
  readonly title: Bilingual;
  /** Other names that people use for it. */
  readonly pattern: RegExp;
  /** A line without it is not a header line. */
  readonly needed?: true;
}

/** Position of each column. */
export type ColumnPlaces<Field extends string> = ReadonlyMap<Field, number>;

export interface NamedRow<Field extends string> {
  /** Line number as the person's spreadsheet program counts it. */
  readonly line: number;
  /** Empty where the sheet has no such column. */
  readonly cellOf: (field: Field) => string;
}

export interface NamedRows<Field extends string> {
  /** The sheet has a header line. */
  readonly isNamed: boolean;
  /** The columns are known, by name or by choice. */
  readonly isRead: boolean;
  readonly rows: readonly NamedRow<Field>[];
  /** Columns that are not used here. */
  readonly unread: readonly string[];
}

/** Text in brackets explains a name: `院校代码（5 位）`. */
const plain = (heading: string): string =>
  heading
    .normalize("NFKC")
    .replace(/[([].*$/, "")
    .replace(/[\s*:]+/g, " ")
    .trim()
    .toLowerCase();

const searchedRows = 20;

/** Returns the positions of the columns named in this row. */
function placesIn<Field extends string>(
  row: readonly string[],
  columns: readonly SheetColumn<Field>[],
): ColumnPlaces<Field> {
  const headings = row.map(plain);
  const places = new Map<Field, number>();
  for (const { field, title, pattern } of columns) {
    const isTitle = (heading: string): boolean =>
      heading === title.zh || heading === title.en.toLowerCase();
    const exact = headings.findIndex(isTitle);
    const at = exact >= 0 ? exact : headings.findIndex((heading) => pattern.test(heading));
    if (at >= 0 && ![...places.values()].includes(at)) places.set(field, at);
  }
  return places;
}

const hasNeeded = <Field extends string>(
  columns: readonly SheetColumn<Field>[],
  places: ColumnPlaces<Field>,
) => places.size > 0 && columns.every(({ field, needed }) => !needed || places.has(field));

/** The row that names the most columns; a title of the sheet may be above it. null: there is none. */
export function findColumns<Field extends string>(
  sheet: readonly (readonly string[])[],
  columns: readonly SheetColumn<Field>[],
): { readonly headingAt: number; readonly places: ColumnPlaces<Field> } | null {
  const headings = sheet
    .slice(0, searchedRows)
    .map((row, headingAt) => ({ headingAt, places: placesIn(row, columns) }))
    .filter(({ places }) => hasNeeded(columns, places));
  const most = Math.max(0, ...headings.map(({ places }) => places.size));
  return headings.find(({ places }) => places.size === most) ?? null;
}

/** `chosen`: the columns of a sheet without a header line. */
export function readNamedRows<Field extends string>(
  sheet: readonly (readonly string[])[],
  columns: readonly SheetColumn<Field>[],
  chosen: ColumnPlaces<Field> = new Map(),
): NamedRows<Field> {
  const named = findColumns(sheet, columns);
  const places = named?.places ?? chosen;
  if (!hasNeeded(columns, places)) return { isNamed: false, isRead: false, rows: [], unread: [] };
  const used = new Set(places.values());
  const headings = named ? (sheet[named.headingAt] ?? []) : [];
  const unread = headings.filter((heading, at) => heading.trim() !== "" && !used.has(at));
  const rows = sheet.flatMap((row, at): readonly NamedRow<Field>[] => {
    const cellOf = (field: Field): string => row[places.get(field) ?? -1]?.trim() ?? "";
    const isEmpty = columns.every(({ field }) => cellOf(field) === "");
    return at <= (named?.headingAt ?? -1) || isEmpty ? [] : [{ line: at + 1, cellOf }];
  });
  return { isNamed: named !== null, isRead: true, rows, unread };
}
