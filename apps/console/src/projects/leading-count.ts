/** The running number of a row, which is no part of a name: `1 文学院`, `1、文学院`, `(1) 文学院`, or in a cell of its own. */
import { numberOf } from "./expected-cells.ts";

/** `1 班` is a name itself. */
const before = /^(?:[(（]?(\d{1,3})[.．、)）]\s*|(\d{1,3})\s+)(?=[^\d\s]{2})/;
const heading = /^序号\s+(?=\S)/;

/** Numbers that do not run from 1 on are part of the names: `24 计算机1班`. */
function isRunning(counts: readonly (number | null)[]): boolean {
  const found = counts.filter((count) => count !== null);
  return found.length > 0 && found.every((count, at) => count === at + 1);
}

const countBefore = (row: readonly string[]): number | null => {
  const [, marked, spaced] = before.exec(row[0] ?? "") ?? [];
  const count = marked ?? spaced;
  return count === undefined ? null : Number(count);
};

export function withoutCountBefore(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  if (!isRunning(rows.map(countBefore))) return rows;
  return rows.map(([first = "", ...others]) => [first.replace(before, "").replace(heading, ""), ...others]);
}

const isCounted = (row: readonly string[]): boolean => row.length > 2;

/** For a sheet without headings, which would say what its first column is. */
export function withoutCountCell(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const countOf = (row: readonly string[]) => (isCounted(row) ? numberOf(row[0] ?? "") : null);
  if (!isRunning(rows.map(countOf))) return rows;
  // Where a count is joined downwards, the cells below it are empty.
  return rows.map((row) => (isCounted(row) && (countOf(row) !== null || row[0] === "") ? row.slice(1) : row));
}
