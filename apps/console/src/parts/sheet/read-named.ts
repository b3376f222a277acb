/** Rows of a sheet by the names of their columns, in whatever order these stand. */
import type { Bilingual } from "@gradphoto/domain";

export interface SheetColumn<Field extends string> {
  readonly field: Field;
  /** As the template calls it. */
  readonly title: Bilingual;
  /** Other names that people give it. */
  readonly known: RegExp;
}

export interface NamedRow<Field extends string> {
  /** As the person's own program counts it. */
  readonly line: number;
  /** Empty where the sheet has no such column. */
  readonly cellOf: (field: Field) => string;
}

export interface ReadNamed<Field extends string> {
  /** The sheet has a line of names. */
  readonly isNamed: boolean;
  readonly rows: readonly NamedRow<Field>[];
  /** Columns that mean nothing here. */
  readonly unread: readonly string[];
}

/** What stands in brackets explains a name: `院校代码（5 位）`. */
const plain = (heading: string): string =>
  heading
    .normalize("NFKC")
    .replace(/[([].*$/, "")
    .replace(/[\s*:]+/g, " ")
    .trim()
    .toLowerCase();

const lookedRows = 10;

/** Where each column stands whose name is in this row. */
function placesIn<Field extends string>(
  row: readonly string[],
  columns: readonly SheetColumn<Field>[],
): Map<Field, number> {
  const headings = row.map(plain);
  const places = new Map<Field, number>();
  for (const { field, title, known } of columns) {
    const isTitle = (heading: string): boolean => heading === title.zh || heading === title.en.toLowerCase();
    const exact = headings.findIndex(isTitle);
    const at = exact >= 0 ? exact : headings.findIndex((heading) => known.test(heading));
    if (at >= 0 && ![...places.values()].includes(at)) places.set(field, at);
  }
  return places;
}

export function readNamed<Field extends string>(
  sheet: readonly (readonly string[])[],
  columns: readonly SheetColumn<Field>[],
): ReadNamed<Field> {
  // Above the names may stand what the whole sheet is called.
  let first = -1;
  let places = new Map<Field, number>();
  for (const [at, row] of sheet.slice(0, lookedRows).entries()) {
    const found = placesIn(row, columns);
    if (found.size > places.size) [first, places] = [at, found];
  }
  if (places.size === 0) return { isNamed: false, rows: [], unread: [] };
  const used = new Set(places.values());
  const unread = (sheet[first] ?? []).filter((heading, at) => heading.trim() !== "" && !used.has(at));
  const rows = sheet.flatMap((row, at): readonly NamedRow<Field>[] => {
    const cellOf = (field: Field): string => row[places.get(field) ?? -1]?.trim() ?? "";
    const isEmpty = columns.every(({ field }) => cellOf(field) === "");
    return at <= first || isEmpty ? [] : [{ line: at + 1, cellOf }];
  });
  return { isNamed: true, rows, unread };
}
