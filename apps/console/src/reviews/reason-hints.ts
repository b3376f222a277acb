/** Link between findings and rejection reasons: suggested reasons, measured numbers, and the note to the student. */
import {
  type Bilingual,
  type Finding,
  type ReviewReasonCode,
  reviewerReasonCodes,
  reviewReasons,
  visibleFindings,
} from "@gradphoto/domain";

/** Findings that need a look, most severe first, and notes that are always displayed. */
export function noted(findings: readonly Finding[]): readonly Finding[] {
  const { toLookAt, notes } = visibleFindings(findings);
  return [...toLookAt, ...notes];
}

const measured = (findings: readonly Finding[]): readonly Finding[] =>
  noted(findings).filter(({ verdict }) => verdict !== "unsure");

/** The reasons about the same matter as the noted findings, in the order of the table. */
export function suggestedReasons(findings: readonly Finding[]): readonly ReviewReasonCode[] {
  const ids = measured(findings).map(({ id }) => id);
  return reviewerReasonCodes.filter((code) => reviewReasons[code].checks.some((check) => ids.includes(check)));
}

/** Measured numbers about the chosen reasons, each with its limit. */
export const measuredWords = (
  findings: readonly Finding[],
  chosen: readonly ReviewReasonCode[],
): readonly Bilingual[] =>
  measured(findings)
    .filter(({ id }) => chosen.some((code) => reviewReasons[code].checks.includes(id)))
    .map(({ message }) => message);

export const mostLetters = 500;

/** `words` plus each missing line that fits; a line that does not fit is left out completely. */
export function noteWith(words: string, lines: readonly string[]): { words: string; leftOut: number } {
  const missing = lines.filter((line) => !words.includes(line));
  let note = words.trim();
  let leftOut = 0;
  for (const line of missing) {
    const longer = note === "" ? line : `${note}\n${line}`;
    if (longer.length > mostLetters) leftOut += 1;
    else note = longer;
  }
  return { words: note, leftOut };
}
