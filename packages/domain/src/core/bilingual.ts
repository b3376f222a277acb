/** Text for users in both languages of the product, and the shape of word tables. */

export const brand = { zh: "毕业证照", en: "GradPhoto" } as const;

export const tagline = {
  zh: "凭学信网采集码，用手机完成毕业证件照采集",
  en: "Your graduation certificate photo, taken with a phone and your CHSI collection code",
} as const;

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Bilingual;

export const languages: readonly Language[] = ["zh", "en"];

/** Texts of a page in every language of the product: a missing text does not compile. */
export type Words = Readonly<
  Record<string, string | readonly string[] | ((...values: never[]) => string)>
>;

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
export const wordsOf = <const Table extends Words>(
  zh: Table,
  en: TranslationOf<Table>,
): WordTable<Table> => ({
  zh,
  en,
});
