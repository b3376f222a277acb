/** Expected numbers out of rows that were typed or pasted: what was understood, and line by line what was not. */
import {
  type ExpectedNumber,
  longestPlaceName,
  mostExpected,
  mostExpectedNumbers,
  type Place,
} from "@gradphoto/domain";

const sum = /^(合计|总计|共计|小计|总数|总人数|total|sum)|(合计|总计|小计)$/i;

/** What one cell of a sheet of expected numbers says: a number, or a sum. */
const isSum = (row: readonly string[]): boolean => row.some((cell) => sum.test(cell.replace(/\s/g, "")));

/** `40`, `４０`, `40人`, `1,040` and `40.0`; null: no whole number. */
function numberOf(cell: string): number | null {
  const plain = cell.normalize("NFKC").replace(/[\s,]|人$/g, "");
  return /^\d+(\.0+)?$/.test(plain) ? Number(plain) : null;
}

type Field = keyof ExpectedNumber;
/** The headings of a sheet of expected numbers: which row is one, and in which column each name and the number stand. */
type Columns = Readonly<Partial<Record<Field, number>>>;

const headings: Readonly<Record<Field, RegExp>> = {
  department: /院系|学院|系部|系别|单位|院$|^系$|department|school|faculty/i,
  major: /专业|major/i,
  className: /班/,
  expected: /人数|应采|数量|expected|number|count|students/i,
};
const names = ["className", "major", "department"] as const;
const englishClass = /^class/i;
const half = /男|女/;
/** `人数待定` stands where a number should be. */
const unknown = /待定|未定|不详|未知|另报|未报|暂缺/;
/** `暨南大学 2026届 各学院人数` is spaced, and speaks of numbers, as headings do. */
const title = /大学|\d届|统计|表$/;
/** No name of anybody, as `文学院` is, which a heading may be too: `学院`, `院（系）`, `所在院系`, `专业名称`, `男生`. */
const nothingElse =
  /^(?:序号|[男女][生性]?(?:人?数)?|(?:所在|所属|二级|教学|行政)?(?:学?院系?|系[院部别]?|单位|专业|班级?)(?:名称|信息)?)$|^(?:department|school|faculty|major|class)$/i;

const plain = (cell: string): string => cell.replace(/[\s()（）/、]/g, "");

const isNothingElse = (cell: string): boolean => nothingElse.test(plain(cell));

const isHeading = (field: Field, cell: string): boolean =>
  !unknown.test(cell) && (headings[field].test(plain(cell)) || (field === "className" && englishClass.test(cell)));

/** null: the row is no heading. */
function headingOf(row: readonly string[]): Columns | null {
  if (row.some((cell) => numberOf(cell) !== null)) return null;
  const isTitle = row.some((cell) => title.test(cell)) && !row.some(isNothingElse);
  if (isTitle && !isAlone(row)) return null;
  const found: Partial<Record<Field, number>> = {};
  const expected = expectedAt(row);
  if (expected >= 0) found.expected = expected;
  for (const field of names) {
    const at = row.findIndex((cell, index) => isHeading(field, cell) && !Object.values(found).includes(index));
    if (at >= 0) found[field] = at;
  }
  // A sum that is still to be filled in stands alone.
  const isSumAlone = Object.keys(found).length === 1 && isSum(row);
  return found.expected === undefined || isSumAlone ? null : found;
}

/** A title, or the only column: neither says where anything else stands. */
const isAlone = (row: readonly string[]): boolean => row.filter((cell) => cell !== "").length === 1;

/** Of men, women and both, both. */
function expectedAt(row: readonly string[]): number {
  const all = row.findIndex((cell) => sum.test(cell));
  return all >= 0 ? all : row.findIndex((cell) => isHeading("expected", cell) && !half.test(cell));
}

/** What a row below headings makes of them, when it names the columns again, or 男, 女 and 合计 under a joined 人数; null: it is none. */
function headingBelow(row: readonly string[], above: Columns): Columns | null {
  const again = row.some(isNothingElse) ? headingOf(row) : null;
  const expected = expectedAt(row);
  const isOfNumbers = expected >= 0 && row.some((cell) => half.test(cell));
  const isNamed = names.some((name) => row[above[name] ?? -1]);
  if (!again && (isNamed || !isOfNumbers)) return null;
  // Joined downwards, a heading leaves the cell below it empty.
  const kept = Object.fromEntries(Object.entries(above).filter(([, at]) => !row[at]));
  return { ...kept, expected, ...again };
}

/** Typed by hand: `院系 班级 人数`, and `学院 2026届人数` as well. */
const isTypedHeading = (cells: readonly string[]): boolean =>
  isHeading("expected", cells.at(-1) ?? "") &&
  (isNothingElse(cells[0] ?? "") || !cells.some((cell) => title.test(cell)));

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

/** The running number of a row, which is no part of a name: `1 文学院`, `1、文学院`, `(1) 文学院`, or in a cell of its own. */
function withoutCountBefore(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  if (!isRunning(rows.map(countBefore))) return rows;
  return rows.map(([first = "", ...others]) => [first.replace(before, "").replace(heading, ""), ...others]);
}

const isCounted = (row: readonly string[]): boolean => row.length > 2;

/** For a sheet without headings, which would say what its first column is. */
function withoutCountCell(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const countOf = (row: readonly string[]) => (isCounted(row) ? numberOf(row[0] ?? "") : null);
  if (!isRunning(rows.map(countOf))) return rows;
  // Where a count is joined downwards, the cells below it are empty.
  return rows.map((row) => (isCounted(row) && (countOf(row) !== null || row[0] === "") ? row.slice(1) : row));
}

export type NotUnderstood = "no-number" | "too-many-people" | "too-many-cells" | "long-name" | "too-many-lines";

export interface ReadExpected {
  readonly numbers: readonly ExpectedNumber[];
  readonly faults: readonly { readonly line: number; readonly text: string; readonly why: NotUnderstood }[];
  /** Lines of sums, which would count everybody once more. */
  readonly sums: number;
}

/** Where each stands in a sheet without headings, by how many cells a row has. */
const byWidth: readonly Columns[] = [
  {},
  { expected: 0 },
  { department: 0, expected: 1 },
  { department: 0, className: 1, expected: 2 },
  { department: 0, major: 1, className: 2, expected: 3 },
];
const wholeSchool = /^全校$/;
const nowhere: Place = { department: "", major: "", className: "" };

export function readExpected(given: readonly (readonly string[])[]): ReadExpected {
  const numbers: ExpectedNumber[] = [];
  const faults: { line: number; text: string; why: NotUnderstood }[] = [];
  let sums = 0;
  let heading: Columns | null = null;
  let hasHeadings = false;
  let above = nowhere;
  const rows = withoutCountBefore(given.map((row) => row.map((cell) => cell.trim()))).map(cellsOf);
  const uncounted = withoutCountCell(rows);
  for (const [index, row] of rows.entries()) {
    if (row.every((cell) => cell === "")) continue;
    const found: Columns | null =
      numbers.length > 0 ? null : hasHeadings ? headingBelow(row, heading ?? {}) : headingOf(row);
    if (found) {
      const isWhole: boolean = Object.keys(found).length > 1;
      // What stands above the headings of several columns are titles.
      if (isWhole && !hasHeadings) faults.length = 0;
      hasHeadings ||= isWhole;
      heading = isAlone(row) && !isWhole ? null : found;
      above = nowhere;
      continue;
    }
    const fault = (why: NotUnderstood): void => {
      faults.push({ line: index + 1, text: row.join(" "), why });
    };
    if (isSum(row)) {
      sums++;
      continue;
    }
    const cells = (heading ? row : uncounted[index]) ?? row;
    const columns = heading ?? byWidth[cells.length];
    if (!columns) {
      fault("too-many-cells");
      continue;
    }
    const cellOf = (field: Field): string => cells[columns[field] ?? -1] ?? "";
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

/** Typed by hand, where no tab can be, the cells stand behind spaces; names may hold some in English. */
function cellsOf(row: readonly string[]): readonly string[] {
  const [only = "", ...others] = row;
  const cells = only.split(/[\s：:]+/);
  const last = cells.at(-1) ?? "";
  const isCut = cells.length > 1 && (numberOf(last) !== null || isTypedHeading(cells));
  if (others.length > 0 || !isCut) return row;
  const names = cells.slice(0, -1);
  return names.every((name) => /\p{Script=Han}/u.test(name)) ? cells : [names.join(" "), last];
}

/** Joined cells of a sheet hold their name in the first row alone. */
function underAbove(place: Place, above: Place): Place {
  const isBelow = place.department === "" && (place.major !== "" || place.className !== "");
  if (!isBelow) return place;
  return { ...place, department: above.department, major: place.major || (place.className ? above.major : "") };
}
