/** A finding of ours in one line: the check, its verdict, what it measured. */
import type { Bilingual } from "../core/bilingual.ts";
import { isCheckId } from "./check-facts.ts";
import { titleOf } from "./finding-words.ts";
import { figure, isUnit, unitWords } from "./unit-words.ts";
import { verdictLabel } from "./verdict-words.ts";

/** As routes tell it: codes may be newer than these words. */
interface Text {
  readonly check: string;
  /** Of a check that these words do not know. */
  readonly title: Bilingual;
  readonly verdict: string;
  readonly value: number | null;
  readonly unit: string;
}

export function findingLine(
  { check, title, verdict, value, unit }: Text,
  translate: (text: Bilingual) => string,
): string {
  const measured = value === null || !isUnit(unit) ? "" : ` ${figure(value, unit)}${translate(unitWords[unit].suffix)}`;
  return `${translate(isCheckId(check) ? titleOf(check, verdict) : title)}${measured} ${translate(verdictLabel(verdict))}`;
}
