/** A finding of ours in one line: the check, its verdict, what it measured. */
import type { Bilingual } from "../core/bilingual.ts";
import { figure, isUnit, unitWords } from "./unit-words.ts";
import { verdictLabel } from "./verdict-words.ts";

/** As routes tell it: codes may be newer than these words. */
interface Said {
  readonly title: Bilingual;
  readonly verdict: string;
  readonly value: number | null;
  readonly unit: string;
}

export function findingLine({ title, verdict, value, unit }: Said, say: (text: Bilingual) => string): string {
  const measured = value === null || !isUnit(unit) ? "" : ` ${figure(value, unit)}${say(unitWords[unit].suffix)}`;
  return `${say(title)}${measured} ${say(verdictLabel(verdict))}`;
}
