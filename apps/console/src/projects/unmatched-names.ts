/**
 * Names that match no started student, and names of students that were not entered: possibly one place in two
 * spellings.
 */

interface Group {
  readonly expected: number | null;
  readonly total: number;
}

interface NamesApart {
  readonly entered: readonly string[];
  readonly registered: readonly string[];
}

const visibleCount = 3;

/** null: there is nothing to compare. */
export function findUnmatchedNames<Row extends Group>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): NamesApart | null {
  const names = (match: readonly Row[]): readonly string[] =>
    match
      .map(nameOf)
      .filter((name) => name !== "")
      .slice(0, visibleCount);
  const entered = names(rows.filter(({ expected, total }) => (expected ?? 0) > 0 && total === 0));
  const registered = names(rows.filter(({ expected, total }) => expected === null && total > 0));
  return entered.length > 0 && registered.length > 0 ? { entered, registered } : null;
}
