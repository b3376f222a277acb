/** The headings of a sheet of expected numbers: which row is one, and in which column each name and the number stand. */
import type { ExpectedNumber } from "@gradphoto/domain";
import { isSum, numberOf, sum } from "./expected-cells.ts";

export type Field = keyof ExpectedNumber;
export type Columns = Readonly<Partial<Record<Field, number>>>;

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
export function headingOf(row: readonly string[]): Columns | null {
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
export const isAlone = (row: readonly string[]): boolean => row.filter((cell) => cell !== "").length === 1;

/** Of men, women and both, both. */
function expectedAt(row: readonly string[]): number {
  const all = row.findIndex((cell) => sum.test(cell));
  return all >= 0 ? all : row.findIndex((cell) => isHeading("expected", cell) && !half.test(cell));
}

/** What a row below headings makes of them, when it names the columns again, or 男, 女 and 合计 under a joined 人数; null: it is none. */
export function headingBelow(row: readonly string[], above: Columns): Columns | null {
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
export const isTypedHeading = (cells: readonly string[]): boolean =>
  isHeading("expected", cells.at(-1) ?? "") &&
  (isNothingElse(cells[0] ?? "") || !cells.some((cell) => title.test(cell)));
