/** Expected numbers out of rows that were typed or pasted: what was understood, and line by line what was not. */
import {
  type ExpectedNumber,
  longestPlaceName,
  mostExpected,
  mostExpectedNumbers,
  type Place,
} from "@gradphoto/domain";

export type NotUnderstood = "no-number" | "too-many-people" | "too-many-cells" | "long-name" | "too-many-lines";

export interface ReadExpected {
  readonly numbers: readonly ExpectedNumber[];
  readonly faults: readonly { readonly line: number; readonly text: string; readonly why: NotUnderstood }[];
  /** Lines of sums, which would count everybody once more. */
  readonly sums: number;
}

type Field = keyof ExpectedNumber;

const headings: Readonly<Record<Field, RegExp>> = {
  department: /院系|学院|系部|系别|单位|院$|^系$|department|school|faculty/i,
  major: /专业|major/i,
  className: /班/,
  expected: /人数|应采|数量|expected|number|count|students/i,
};
const englishClass = /^class/i;
const sum = /^(合计|总计|共计|小计|总数|总人数|total|sum)|(合计|总计|小计)$/i;
const half = /男|女/;
const wholeSchool = /^全校$/;
/** `人数待定` stands where a number should be. */
const unknown = /待定|未定|不详|未知/;
/** `暨南大学 2026届 各学院人数` has spaces between its words, as headings have between theirs. */
const title = /大学|\d届|统计|表$/;
/** In front of a name: `1 文学院`, `1、文学院`, `(1) 文学院`, and `序号` above them; `1 班` is a name itself. */
const count = /^(?:[(（]?\d{1,3}[.．、)）]\s*|\d{1,3}\s+|序号\s+)(?=[^\d\s]{2})/;

/** Where each stands; in a sheet without headings by how many cells a row has. */
type Columns = Readonly<Partial<Record<Field, number>>>;

const byWidth: readonly Columns[] = [
  {},
  { expected: 0 },
  { department: 0, expected: 1 },
  { department: 0, className: 1, expected: 2 },
  { department: 0, major: 1, className: 2, expected: 3 },
];

const isHeading = (field: Field, cell: string): boolean =>
  !unknown.test(cell) && (headings[field].test(cell) || (field === "className" && englishClass.test(cell)));

/** null: the row is no heading. */
function headingOf(row: readonly string[]): Columns | null {
  if (row.some((cell) => numberOf(cell) !== null)) return null;
  const found: Partial<Record<Field, number>> = {};
  const expected = expectedAt(row);
  if (expected >= 0) found.expected = expected;
  for (const field of ["className", "major", "department"] as const) {
    const at = row.findIndex((cell, index) => isHeading(field, cell) && !Object.values(found).includes(index));
    if (at >= 0) found[field] = at;
  }
  // A sum that is still to be filled in stands alone.
  const isSumAlone = Object.keys(found).length === 1 && isSum(row);
  return found.expected === undefined || isSumAlone ? null : found;
}

/** Of men, women and both, both. */
function expectedAt(row: readonly string[]): number {
  const all = row.findIndex((cell) => sum.test(cell));
  return all >= 0 ? all : row.findIndex((cell) => isHeading("expected", cell) && !half.test(cell));
}

/** The headings, with which number counts as the row below them says: 男, 女 and 合计 under a joined 人数, and nothing under the names. */
function belowJoined(row: readonly string[], heading: Columns | null): Columns | null {
  const isNamed = (["department", "major", "className"] as const).some((field) => row[heading?.[field] ?? -1]);
  const expected = expectedAt(row);
  const isOfNumbers = expected >= 0 && row.some((cell) => half.test(cell));
  return isNamed || !isOfNumbers ? null : { ...heading, expected };
}

/** Typed by hand, where no tab can be, the cells stand behind spaces; names may hold some in English. */
function cellsOf(row: readonly string[]): readonly string[] {
  const [only = "", ...others] = row;
  const cells = only
    .trim()
    .replace(count, "")
    .split(/[\s：:]+/);
  const last = cells.at(-1) ?? "";
  const isCut = cells.length > 1 && (numberOf(last) !== null || (isHeading("expected", last) && !title.test(only)));
  if (others.length > 0 || !isCut) return row.map((cell) => cell.trim());
  const names = cells.slice(0, -1);
  return names.every((name) => /\p{Script=Han}/u.test(name)) ? cells : [names.join(" "), last];
}

/** Rows that are counted from 1 on in their first cell, which is nobody's name. */
function withoutCount(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const counted = rows.filter((row) => row.some((cell) => cell !== "") && !isSum(row));
  const isCounted = counted.every((row, at) => row.length > 2 && row[0] === String(at + 1));
  return isCounted ? rows.map((row) => (isSum(row) ? row : row.slice(1))) : rows;
}

const isSum = (row: readonly string[]): boolean => row.some((cell) => sum.test(cell.replace(/\s/g, "")));

/** `40`, `４０`, `40人`, `1,040` and `40.0`; null: no whole number. */
function numberOf(cell: string): number | null {
  const plain = cell.normalize("NFKC").replace(/[\s,]|人$/g, "");
  return /^\d+(\.0+)?$/.test(plain) ? Number(plain) : null;
}

export function readExpected(rows: readonly (readonly string[])[]): ReadExpected {
  const numbers: ExpectedNumber[] = [];
  const faults: { line: number; text: string; why: NotUnderstood }[] = [];
  let sums = 0;
  let heading: Columns | null = null;
  let hasHeadings = false;
  let above: Place = { department: "", major: "", className: "" };
  for (const [index, row] of withoutCount(rows.map(cellsOf)).entries()) {
    if (row.every((cell) => cell === "")) continue;
    const found: Columns | null = numbers.length > 0 ? null : hasHeadings ? belowJoined(row, heading) : headingOf(row);
    if (found) {
      const isWhole: boolean = Object.keys(found).length > 1;
      // What stands above the headings of several columns are titles.
      if (isWhole && !hasHeadings) faults.length = 0;
      hasHeadings ||= isWhole;
      heading = found;
      continue;
    }
    const fault = (why: NotUnderstood): void => {
      faults.push({ line: index + 1, text: row.join(" "), why });
    };
    if (isSum(row)) {
      sums++;
      continue;
    }
    const columns = heading ?? byWidth[row.length];
    if (!columns) {
      fault("too-many-cells");
      continue;
    }
    const cellOf = (field: Field): string => row[columns[field] ?? -1] ?? "";
    const expected = numberOf(cellOf("expected"));
    const place = underAbove(
      {
        department: cellOf("department").replace(wholeSchool, ""),
        major: cellOf("major"),
        className: cellOf("className"),
      },
      above,
    );
    if (expected === null) fault("no-number");
    else if (expected > mostExpected) fault("too-many-people");
    else if (Object.values(place).some((name) => name.length > longestPlaceName)) fault("long-name");
    else if (numbers.length === mostExpectedNumbers) fault("too-many-lines");
    else numbers.push({ ...place, expected });
    above = place;
  }
  return { numbers, faults, sums };
}

/** Joined cells of a sheet hold their name in the first row alone. */
function underAbove(place: Place, above: Place): Place {
  const isBelow = place.department === "" && (place.major !== "" || place.className !== "");
  if (!isBelow) return place;
  return { ...place, department: above.department, major: place.major || (place.className ? above.major : "") };
}
