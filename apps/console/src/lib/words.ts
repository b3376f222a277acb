/** Texts in the language of the person. */
import type { Bilingual, TranslationOf, Words, WordTable } from "@gradphoto/domain";
import { useCallback } from "react";
import { useSettings } from "./settings.ts";

export { wordsOf } from "@gradphoto/domain";

export const useWords = <Table extends Words>(
  table: WordTable<Table>,
): Table | TranslationOf<Table> => table[useSettings().language];

/** Returns a function that translates a bilingual text. */
export function useTranslate(): (text: Bilingual) => string {
  const { language } = useSettings();
  return useCallback((text: Bilingual) => text[language], [language]);
}

/** Text in the brackets of each language, to follow a word. */
export const inBrackets = ({ zh, en }: Bilingual): Bilingual => ({
  zh: `（${zh}）`,
  en: ` (${en})`,
});

/** Returns a function that joins texts with the list separator of the language. */
export function useJoinList(): (parts: readonly string[]) => string {
  const { language } = useSettings();
  return useCallback(
    (parts: readonly string[]) => parts.join(language === "zh" ? "、" : "; "),
    [language],
  );
}
