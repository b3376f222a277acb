/** The note to the student, as it is filled in. */

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
