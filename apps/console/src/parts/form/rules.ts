/** What a field asks for before anything is sent. */
import { useWords, wordsOf } from "../../lib/words.ts";

const words = wordsOf(
  { needed: "请填写", chosen: "请选择", fiveDigits: "五位数字" },
  { needed: "Please fill this in", chosen: "Please choose", fiveDigits: "Five digits" },
);

/** Of a field that is typed into: spaces alone are nothing. */
export function useNeeded() {
  const { needed } = useWords(words);
  const notBlank = async (_: unknown, value: unknown): Promise<void> => {
    if (typeof value === "string" && /^\s+$/.test(value)) throw new Error(needed);
  };
  return [{ required: true, message: needed }, { validator: notBlank }];
}

/** Of one that offers what there is: a list, buttons, a calendar. */
export function useChosen() {
  return [{ required: true, message: useChoose() }];
}

/** What stands in it while nothing is chosen. */
export const useChoose = (): string => useWords(words).chosen;

/** Of the field of a school's code, which is pasted with spaces around it. */
export function useSchoolCode() {
  const { fiveDigits } = useWords(words);
  return {
    rules: [...useNeeded(), { pattern: /^\d{5}$/, message: fiveDigits }],
    normalize: (typed: string): string => typed.normalize("NFKC").replace(/\s/g, ""),
  };
}
