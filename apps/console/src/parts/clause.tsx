/** Clause behind a finding, labelled as the rule on its own line; without the label it reads like an observation. */
import type { Bilingual } from "@gradphoto/domain";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf({ rule: (clause: string) => `要求：${clause}` }, { rule: (clause) => `Rule: ${clause}` });

export function Clause({ clause }: { readonly clause: Bilingual }) {
  const t = useWords(words);
  const translate = useTranslate();
  return <span className="console-clause">{t.rule(translate(clause))}</span>;
}
