/** Expected numbers out of rows that were typed or pasted: what was understood, and line by line what was not. */
import {
  type ExpectedNumber,
  longestPlaceName,
  mostExpected,
  mostExpectedNumbers,
  type Place,
} from "@gradphoto/domain";
import { isSum, numberOf } from "./expected-cells.ts";
import { type Columns, type Field, headingBelow, headingOf, isAlone, isTypedHeading } from "./expected-headings.ts";
import { withoutCountBefore, withoutCountCell } from "./leading-count.ts";

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
