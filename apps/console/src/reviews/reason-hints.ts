/** What the findings say about the reasons for rejecting: which they point to, with what numbers, and the note to the student. */
import {
  type Bilingual,
  type Finding,
  type ReviewReasonCode,
  reviewerReasonCodes,
  reviewReasons,
  visibleFindings,
} from "@gradphoto/domain";

/** Findings that need a look, most severe first, and notes that are shown in any case. */
export function noted(findings: readonly Finding[]): readonly Finding[] {
  const { toLookAt, notes } = visibleFindings(findings);
  return [...toLookAt, ...notes];
}

const measured = (findings: readonly Finding[]): readonly Finding[] =>
  noted(findings).filter(({ verdict }) => verdict !== "unsure");

/** The reasons about the same matter as what the checks noted, in the order of the table. */
export function suggestedReasons(findings: readonly Finding[]): readonly ReviewReasonCode[] {
  const ids = measured(findings).map(({ id }) => id);
  return reviewerReasonCodes.filter((code) => reviewReasons[code].checks.some((check) => ids.includes(check)));
}

/** What was measured about the chosen reasons, each with its number and limit. */
export const measuredWords = (
  findings: readonly Finding[],
  chosen: readonly ReviewReasonCode[],
): readonly Bilingual[] =>
  measured(findings)
    .filter(({ id }) => chosen.some((code) => reviewReasons[code].checks.includes(id)))
    .map(({ message }) => message);

export const mostLetters = 500;

/** `words` with each of the lines that it lacks and has room for; one that has none is left out whole. */
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
