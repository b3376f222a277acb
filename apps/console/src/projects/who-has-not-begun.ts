/** Compares the school's own list with the student numbers that have begun; both are in the browser, and so is the answer. */
import type { Sheet, SheetRow } from "../parts/sheet/sheet.ts";
import { type NumberFault, readStudentNumber, withoutZeros } from "./student-number.ts";

export interface ListPlan {
  /** Rows above it are titles; null: the list has no headings. */
  readonly headingAt: number | null;
  /** Which column holds the student numbers. */
  readonly column: number;
}

export interface Compared {
  readonly notBegun: readonly SheetRow[];
  readonly begun: number;
  /** Found once the zeros in front, which spreadsheets drop, were left out of account. */
  readonly withoutZeros: number;
  /** Rows whose number stood in an earlier row. */
  readonly twice: readonly SheetRow[];
  readonly faults: readonly { readonly row: SheetRow; readonly cell: string; readonly why: NumberFault | "many" }[];
  /** Rows without a number. */
  readonly empty: number;
  /** Who has begun and is not on the list. */
  readonly others: number;
}

const heading = /学\s*号|学籍号|student\s*(number|no\b|no\.|id)/i;
const headingRows = 20;
const looked = 200;
const shortest = 4;

/** Where its student numbers seem to stand; null: nowhere. */
export function planOf({ rows }: Sheet): ListPlan | null {
  const titled = rows.slice(0, headingRows).flatMap(({ cells }, headingAt) => {
    const column = cells.findIndex((cell) => cell.length < 30 && heading.test(cell));
    return column >= 0 ? [{ headingAt, column }] : [];
  });
  // A title above may name student numbers too: what stands below it is none.
  const [found] = [...titled.filter((plan) => isAboveNumber(rows, plan)), ...titled];
  if (found) return found;
  const first = rows.slice(0, looked);
  const width = Math.max(0, ...first.map(({ cells }) => cells.length));
  const counts = Array.from({ length: width }, (_, column) => first.filter((row) => hasNumber(row, column)).length);
  const most = Math.max(0, ...counts);
  if (most === 0) return null;
  return planAt(rows, counts.indexOf(most));
}

/** With the numbers in a column that somebody chose. */
export const planAt = (rows: readonly SheetRow[], column: number): ListPlan => {
  const firstNumber = rows.slice(0, headingRows).findIndex((row) => hasNumber(row, column));
  return { headingAt: firstNumber > 0 ? firstNumber - 1 : null, column };
};

function isAboveNumber(
  rows: readonly SheetRow[],
  { headingAt, column }: { headingAt: number; column: number },
): boolean {
  const below = rows.slice(headingAt + 1).find(({ cells }) => (cells[column] ?? "").trim() !== "");
  return below !== undefined && hasNumber(below, column);
}

function hasNumber({ cells }: SheetRow, column: number): boolean {
  const read = readStudentNumber(cells[column] ?? "");
  return read !== null && "number" in read && read.number.length >= shortest;
}

export const bodyOf = (rows: readonly SheetRow[], { headingAt }: ListPlan): readonly SheetRow[] =>
  headingAt === null ? rows : rows.slice(headingAt + 1);

export function compare(rows: readonly SheetRow[], plan: ListPlan, numbers: readonly string[]): Compared {
  const begunNumbers = new Set(numbers.flatMap(knownForm));
  const byShort = new Map<string, string[]>();
  for (const number of begunNumbers) {
    const short = withoutZeros(number);
    byShort.set(short, [...(byShort.get(short) ?? []), number]);
  }
  const notBegun: SheetRow[] = [];
  const twice: SheetRow[] = [];
  const faults: Compared["faults"][number][] = [];
  const seen = new Set<string>();
  const found = new Set<string>();
  let begun = 0;
  let short = 0;
  let empty = 0;
  for (const row of bodyOf(rows, plan)) {
    const cell = row.cells[plan.column] ?? "";
    const read = readStudentNumber(cell);
    if (read === null) {
      empty++;
      continue;
    }
    if ("fault" in read) {
      faults.push({ row, cell, why: read.fault });
      continue;
    }
    if (seen.has(read.number)) {
      twice.push(row);
      continue;
    }
    seen.add(read.number);
    const same = begunNumbers.has(read.number) ? [read.number] : (byShort.get(withoutZeros(read.number)) ?? []);
    const [only, ...more] = same;
    if (only === undefined) notBegun.push(row);
    else if (more.length > 0) faults.push({ row, cell, why: "many" });
    else {
      begun++;
      if (only !== read.number) short++;
      found.add(only);
    }
  }
  return {
    notBegun,
    begun,
    withoutZeros: short,
    twice,
    faults,
    empty,
    others: begunNumbers.size - found.size,
  };
}

function knownForm(number: string): readonly string[] {
  const read = readStudentNumber(number);
  return read !== null && "number" in read ? [read.number] : [number];
}
