/** The words of a page in every language of the product: one that is missing does not compile. */
import type { Bilingual, Language } from "@gradphoto/contract";
import { useSettings } from "./settings.ts";

type Words = Readonly<Record<string, string | readonly string[] | ((...given: never[]) => string)>>;

type SameWords<Table extends Words> = {
  readonly [Name in keyof Table]: Table[Name] extends (...given: infer Given) => string
    ? (...given: Given) => string
    : Table[Name] extends readonly string[]
      ? readonly string[]
      : string;
};

export interface WordTable<Table extends Words> extends Readonly<Record<Language, unknown>> {
  readonly zh: Table;
  readonly en: SameWords<Table>;
}

/** Chinese is the measure; English has the same names. */
export const wordsOf = <const Table extends Words>(zh: Table, en: SameWords<Table>): WordTable<Table> => ({ zh, en });

export const useWords = <Table extends Words>(table: WordTable<Table>): Table | SameWords<Table> =>
  table[useSettings().language];

/** Says a bilingual text in the language of the person at the screen. */
export function useSay(): (text: Bilingual) => string {
  const { language } = useSettings();
  return (text) => text[language];
}
