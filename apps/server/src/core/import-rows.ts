/** Validation messages for the rows of an imported sheet, reported before any row is written. */
import {
  allProvinces,
  type Bilingual,
  type ImportFate,
  type Province,
  provinces,
} from "@gradphoto/domain";
import type { z } from "zod";

export interface RowNote {
  /** The column of the cell; null when the message is about the entire row. */
  readonly field: string | null;
  readonly words: Bilingual;
}

export const note = (field: string | null, zh: string, en: string): RowNote => ({
  field,
  words: { zh, en },
});

/** Returns one message for each invalid cell, from the texts of its column. */
export const faultsOf = (
  error: z.ZodError,
  words: Readonly<Record<string, Bilingual>>,
): readonly RowNote[] =>
  [...new Set(error.issues.map(({ path: [field] }) => String(field)))].flatMap((field) => {
    const text = words[field];
    return text ? [{ field, words: text }] : [];
  });

/** Returns the values that occur in more than one row. */
export function duplicatesOf(values: readonly string[]): ReadonlySet<string> {
  const filled = values.filter((value) => value !== "");
  return new Set(filled.filter((value, at) => filled.indexOf(value) !== at));
}

export const countFate = (
  rows: readonly { readonly fate: ImportFate }[],
  fate: ImportFate,
): number => rows.filter((row) => row.fate === fate).length;

/** Normalizes a cell: sheets may contain full-width digits. */
export const plainCell = (cell: string): string =>
  cell.normalize("NFKC").replaceAll("\0", "").trim();

/** Name without the type of division: 广东, 内蒙古. */
const shortName = (name: string): string => name.replace(/(省|市|(壮族|回族|维吾尔)?自治区)$/, "");

/** Accepts the code, or the name in either language with or without its type of division. */
export function provinceNamed(cell: string): Province | undefined {
  const word = plainCell(cell);
  return allProvinces.find((code) => {
    const { zh, en } = provinces[code];
    return (
      word === code || shortName(word) === shortName(zh) || word.toLowerCase() === en.toLowerCase()
    );
  });
}
