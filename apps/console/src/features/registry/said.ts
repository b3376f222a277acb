/** A finding of ours in one line: the check, its verdict, what it measured. */
import { type Bilingual, figure, type Unit, unitWords, verdictWords } from "@gradphoto/contract";

interface Said {
  readonly title: Bilingual;
  readonly verdict: string;
  readonly value: number | null;
  readonly unit: string;
}

const isUnit = (code: string): code is Unit => code in unitWords;
const isVerdict = (code: string): code is keyof typeof verdictWords => code in verdictWords;

export function findingLine({ title, verdict, value, unit }: Said, say: (text: Bilingual) => string): string {
  const words = isVerdict(verdict) ? `${verdictWords[verdict].icon} ${say(verdictWords[verdict])}` : verdict;
  const measured = value === null || !isUnit(unit) ? "" : ` ${figure(value, unit)}${say(unitWords[unit].suffix)}`;
  return `${say(title)}${measured} ${words}`;
}
