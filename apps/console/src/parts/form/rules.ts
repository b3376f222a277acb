/** What a field asks for before anything is sent. */
import { useWords, wordsOf } from "../../lib/words.ts";

const words = wordsOf({ needed: "请填写" }, { needed: "Please fill this in" });

export function useNeeded() {
  const { needed } = useWords(words);
  return [{ required: true, message: needed }];
}
