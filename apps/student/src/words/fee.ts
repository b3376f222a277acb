/** Fee of a project as text, also when it is free. */
import { yuan } from "./amounts.ts";
import { useWords, wordsOf } from "./words.ts";

const wordTable = wordsOf({ free: "免费" }, { free: "Free" });

export function useFee(): (feeFen: number) => string {
  const words = useWords(wordTable);
  return (feeFen) => (feeFen === 0 ? words.free : yuan(feeFen));
}
