/** A reviewer's decision in words. */
import { useWords, wordsOf } from "../lib/words.ts";

const decisionWords = wordsOf(
  { approve: "通过", reject: "不通过", escalate: "转复核", "grant-exception": "特殊情况通过" },
  { approve: "Approved", reject: "Rejected", escalate: "Escalated", "grant-exception": "Exception granted" },
);

export const useDecisionWord = (): ((decision: string) => string) => {
  const t: Readonly<Record<string, string>> = useWords(decisionWords);
  return (decision) => t[decision] ?? decision;
};
