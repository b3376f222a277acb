/** Compares the school's own list with the student numbers that have started; all of it stays in the browser. */
import { findColumns, type SheetColumn } from "../parts/sheet/read-named-rows.ts";
import type { Sheet, SheetRow } from "../parts/sheet/sheet.ts";

type NumberFault = "formula" | "fault-value" | "digits-lost" | "no-number";

/** Student number from a cell of the list, or why it is invalid: spreadsheets alter numbers in many ways. */
type ReadNumber = { readonly number: string } | { readonly fault: NumberFault };

const unseen = /[\s\u200b-\u200f\u2060\ufeff]+/g;

/** null: the cell is empty. */
export function readStudentNumber(cell: string): ReadNumber | null {
  // Most numbers look like this and need no repair.
  if (/^\d{2,40}$/.test(cell)) return { number: cell };
  const plain = withoutQuoting(cell.normalize("NFKC").replace(unseen, "")).toUpperCase();
  if (plain === "") return null;
  if (plain.startsWith("=")) return { fault: "formula" };
  if (plain.startsWith("#")) return { fault: "fault-value" };
  const written = /^(\d)(?:\.(\d+))?E\+?(\d{1,2})$/.exec(plain);
  if (written) return fromExponent(written);
  const entire = plain.replace(/\.0+$/, "");
  return /^(?=.*\d)[\dA-Z_-]{2,40}$/.test(entire) ? { number: entire } : { fault: "no-number" };
}

/** `="2023001"` and `'2023001` mark a number as text. */
const withoutQuoting = (text: string): string =>
  text.replace(/^="([^"]*)"$/, "$1").replace(/^'/, "");

/** 2.023000001E9 still has every digit; 2.023E+09 has lost them. */
function fromExponent([, first = "", fraction = "", exponent = ""]: RegExpExecArray): ReadNumber {
  const digits = fraction.replace(/0+$/, "");
  if (digits.length !== Number(exponent)) return { fault: "digits-lost" };
  return { number: first + digits };
}

const withoutZeros = (number: string): string => number.replace(/^0+(?=.)/, "");

export interface ListPlan {
  /** Rows above it are titles; null: the list has no headings. */
  readonly headingAt: number | null;
  /** Column of the student numbers. */
  readonly column: number;
}

export interface ListComparison {
  readonly notBegun: readonly SheetRow[];
  readonly begun: number;
  /** Matched only after leading zeros, which spreadsheets drop, were ignored. */
  readonly withoutZeros: number;
  /** Rows whose number already appeared in an earlier row. */
  readonly twice: readonly SheetRow[];
  readonly faults: readonly {
    readonly row: SheetRow;
    readonly cell: string;
    readonly why: NumberFault | "many";
  }[];
  /** Number of rows without a student number. */
  readonly empty: number;
  /** Number of started students who are not on the list. */
  readonly others: number;
}

const columns: readonly SheetColumn<"number">[] = [
  {
    field: "number",
    title: { zh: "学号", en: "Student number" },
    pattern: /^(学 ?号|学籍号|student ?(number|no\.?|id))$/,
    needed: true,
  },
];
const shortest = 4;

/** Locates the column of student numbers by its name, or the only one; null: several columns without such a name. */
export function findListPlan({ rows }: Sheet): ListPlan | null {
  const headingRow = findColumns(
    rows.map(({ cells }) => cells),
    columns,
  );
  const column = headingRow?.places.get("number");
  const last = rows.at(-1);
  // A sheet of explanations has one column too, but no numbers.
  if (!headingRow && last && hasNumber(last, 0) && rows.every(({ cells }) => cells.length === 1))
    return planForColumn(rows, 0);
  return headingRow && column !== undefined ? { headingAt: headingRow.headingAt, column } : null;
}

const headingRows = 20;

/** Plan for a column that somebody chose. */
export const planForColumn = (rows: readonly SheetRow[], column: number): ListPlan => {
  const firstNumber = rows.slice(0, headingRows).findIndex((row) => hasNumber(row, column));
  return { headingAt: firstNumber > 0 ? firstNumber - 1 : null, column };
};

function hasNumber({ cells }: SheetRow, column: number): boolean {
  const read = readStudentNumber(cells[column] ?? "");
  return read !== null && "number" in read && read.number.length >= shortest;
}

const rowsBelowHeading = (
  rows: readonly SheetRow[],
  { headingAt }: ListPlan,
): readonly SheetRow[] => (headingAt === null ? rows : rows.slice(headingAt + 1));

export function compareWithStarted(
  rows: readonly SheetRow[],
  plan: ListPlan,
  numbers: readonly string[],
): ListComparison {
  const begunNumbers = new Set(numbers.flatMap(storedForm));
  const byShort = new Map<string, string[]>();
  for (const number of begunNumbers) {
    const short = withoutZeros(number);
    byShort.set(short, [...(byShort.get(short) ?? []), number]);
  }
  const notBegun: SheetRow[] = [];
  const twice: SheetRow[] = [];
  const faults: ListComparison["faults"][number][] = [];
  const seen = new Set<string>();
  const matches = new Set<string>();
  let begun = 0;
  let short = 0;
  let empty = 0;
  for (const row of rowsBelowHeading(rows, plan)) {
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
    const same = begunNumbers.has(read.number)
      ? [read.number]
      : (byShort.get(withoutZeros(read.number)) ?? []);
    const [only, ...more] = same;
    if (only === undefined) notBegun.push(row);
    else if (more.length > 0) faults.push({ row, cell, why: "many" });
    else {
      begun++;
      if (only !== read.number) short++;
      matches.add(only);
    }
  }
  return {
    notBegun,
    begun,
    withoutZeros: short,
    twice,
    faults,
    empty,
    others: begunNumbers.size - matches.size,
  };
}

function storedForm(number: string): readonly string[] {
  const read = readStudentNumber(number);
  return read !== null && "number" in read ? [read.number] : [number];
}
