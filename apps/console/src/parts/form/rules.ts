/** What a field asks for before anything is sent. */
import { useWords, wordsOf } from "../../lib/words.ts";

const words = wordsOf(
  { needed: "请填写", chosen: "请选择" },
  { needed: "Please fill this in", chosen: "Please choose" },
);

/** Of a field that is typed into. */
export function useNeeded() {
  const { needed } = useWords(words);
  return [{ required: true, message: needed }];
}

/** Of one that offers what there is: a list, buttons, a calendar. */
export function useChosen() {
  return [{ required: true, message: useChoose() }];
}

/** What stands in it while nothing is chosen. */
export const useChoose = (): string => useWords(words).chosen;
