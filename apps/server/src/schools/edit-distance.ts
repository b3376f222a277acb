/** Edit distance between a typed text and the best matching prefix of a name. */

/**
 * Optimal string alignment distance: the fewest insertions, deletions, replacements and transpositions that turn
 * `typed` into some prefix of `name`. Range 0..typed.length.
 */
export function distanceToBeginning(typed: readonly string[], name: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: name.length + 1 }, (_, column) => column);
  for (const [row, letter] of typed.entries()) {
    const next = [row + 1];
    for (const [column, wanted] of name.entries()) {
      const same = letter === wanted;
      const swapped = row > 0 && column > 0 && letter === name[column - 1] && typed[row - 1] === wanted;
      next.push(
        Math.min(
          at(last, column) + (same ? 0 : 1),
          at(last, column + 1) + 1,
          at(next, column) + 1,
          swapped ? at(beforeLast, column - 1) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = next;
  }
  return Math.min(...last);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
