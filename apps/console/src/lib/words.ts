/** Words in the language of the person at the screen. */
import type { Bilingual, SameWords, Words, WordTable } from "@gradphoto/domain";
import { useCallback } from "react";
import { useSettings } from "./settings.ts";

export { wordsOf } from "@gradphoto/domain";

export const useWords = <Table extends Words>(table: WordTable<Table>): Table | SameWords<Table> =>
  table[useSettings().language];

/** Says a bilingual text. */
export function useTranslate(): (text: Bilingual) => string {
  const { language } = useSettings();
  return useCallback((text: Bilingual) => text[language], [language]);
}

/** An aside as each language writes it, to follow a word. */
export const inBrackets = ({ zh, en }: Bilingual): Bilingual => ({ zh: `（${zh}）`, en: ` (${en})` });

/** Says several things in a row, parted as the language parts them. */
export function useListed(): (parts: readonly string[]) => string {
  const { language } = useSettings();
  return useCallback((parts: readonly string[]) => parts.join(language === "zh" ? "、" : "; "), [language]);
}
