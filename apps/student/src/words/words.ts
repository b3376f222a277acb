/** Texts in the student's language. */
import type { Bilingual, TranslationOf, Words, WordTable } from "@gradphoto/domain";
import { useSettings } from "../state/settings.ts";

export { type WordTable, wordsOf } from "@gradphoto/domain";

export const useWords = <Table extends Words>(
  table: WordTable<Table>,
): Table | TranslationOf<Table> => table[useSettings().language];

/** Returns a function that translates a bilingual text. */
export function useTranslate(): (text: Bilingual) => string {
  const { language } = useSettings();
  return (text) => text[language];
}
