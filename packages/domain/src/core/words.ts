/** Texts of a page in every language of the product: a missing text does not compile. */
import type { Language } from "./bilingual.ts";

export type Words = Readonly<Record<string, string | readonly string[] | ((...values: never[]) => string)>>;

/** Same keys and parameters as `Table`, with other texts: the type of a translation. */
export type TranslationOf<Table extends Words> = {
  readonly [Name in keyof Table]: Table[Name] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : Table[Name] extends readonly string[]
      ? readonly string[]
      : string;
};

export interface WordTable<Table extends Words> extends Readonly<Record<Language, unknown>> {
  readonly zh: Table;
  readonly en: TranslationOf<Table>;
}

/** Chinese is the reference; the other languages must have the same names. */
export const wordsOf = <const Table extends Words>(zh: Table, en: TranslationOf<Table>): WordTable<Table> => ({
  zh,
  en,
});
