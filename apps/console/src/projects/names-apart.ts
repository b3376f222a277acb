/** Names that nobody who began has, and names of students for which nothing was entered: of one place perhaps, written in two ways. */

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
export function namesApart<Row extends Group>(rows: readonly Row[], nameOf: (row: Row) => string): NamesApart | null {
  const names = (match: readonly Row[]): readonly string[] =>
    match
      .map(nameOf)
      .filter((name) => name !== "")
      .slice(0, visibleCount);
  const entered = names(rows.filter(({ expected, total }) => (expected ?? 0) > 0 && total === 0));
  const registered = names(rows.filter(({ expected, total }) => expected === null && total > 0));
  return entered.length > 0 && registered.length > 0 ? { entered, registered } : null;
}
