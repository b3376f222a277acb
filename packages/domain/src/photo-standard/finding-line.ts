/** Formats one of our findings in one line: check, verdict and measured value. */
import type { Bilingual } from "../core/bilingual.ts";
import { isCheckId } from "./check-facts.ts";
import { titleOf } from "./finding-words.ts";
import { figure, isUnit, unitWords } from "./unit-words.ts";
import { verdictLabel } from "./verdict-words.ts";

/** A finding as routes return it: its codes may be unknown to this version. */
interface Text {
  readonly check: string;
  /** Fallback title for a check that this version does not know. */
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
