/** Expected numbers of a project: read from a sheet, and compared with the names of students who have started. */
import {
  type ExpectedNumber,
  expectedKey,
  maxExpected,
  maxPlaceNameLength,
  type Place,
} from "@gradphoto/domain";
import { beginMerge, chosenValues, type Merge, type Values } from "../parts/form/merge.ts";
import type { NamedRow, SheetColumn } from "../parts/sheet/read-named-rows.ts";

export type ExpectedField = keyof ExpectedNumber;

/** `pattern` matches a complete heading only: the cell `文学院` in a data row must not be taken for the heading 院. */
export const expectedColumns: readonly SheetColumn<ExpectedField>[] = [
  {
    field: "department",
    title: { zh: "院系", en: "Department" },
    pattern:
      /^((所在|所属|二级)?(院系|学院|院|系部?|系别|单位)(名称)?|departments?|school|faculty)$/,
  },
  { field: "major", title: { zh: "专业", en: "Major" }, pattern: /^(专业(名称)?|majors?)$/ },
  {
    field: "className",
    title: { zh: "班级", en: "Class" },
    pattern: /^((行政)?班级?(名称)?|class(es| name)?)$/,
  },
  {
    field: "expected",
    title: { zh: "应采人数", en: "Expected" },
    pattern: /^((应采|毕业生?|学生)?(人数|数量)|应采|expected.*|numbers?|count|students)$/,
    needed: true,
  },
];

const sum = /^(合计|总计|共计|小计|总数|总人数|total|sum)|(合计|总计|小计)$/i;
const isSum = (place: Place): boolean =>
  Object.values(place).some((name) => sum.test(name.replace(/\s/g, "")));

/** `40`, `４０`, `40人`, `1,040` and `40.0`; null: not a whole number. */
function numberOf(cell: string): number | null {
  const plain = cell.normalize("NFKC").replace(/[\s,]|人$/g, "");
  return /^\d+(\.0+)?$/.test(plain) ? Number(plain) : null;
}

export type LineFault = "no-number" | "too-many-people" | "long-name";

export interface ExpectedSheet {
  readonly numbers: readonly ExpectedNumber[];
  readonly faults: readonly {
    readonly line: number;
    readonly text: string;
    readonly why: LineFault;
  }[];
  /** Lines with totals, which would count everybody twice. */
  readonly sums: number;
}

const schoolTotal = /^全校$/;

const visibleCharacters = 40;

/** Shortens a text for a message about it. */
export const shortened = (text: string): string =>
  text.length > visibleCharacters ? `${text.slice(0, visibleCharacters)}…` : text;

/** Reads the lines of a sheet. `isChosen`: the columns were chosen, so lines above the first number are headings. */
export function readExpected(
  rows: readonly NamedRow<ExpectedField>[],
  isChosen: boolean,
): ExpectedSheet {
  const numbers: ExpectedNumber[] = [];
  const faults: { line: number; text: string; why: LineFault }[] = [];
  let sums = 0;
  let above: Place = { department: "", major: "", className: "" };
  for (const { line, cellOf } of rows) {
    const expected = numberOf(cellOf("expected"));
    if (isChosen && numbers.length === 0 && expected === null) continue;
    const named = {
      department: cellOf("department").replace(schoolTotal, ""),
      major: cellOf("major"),
      className: cellOf("className"),
    };
    if (isSum(named)) {
      sums++;
      continue;
    }
    const place = underAbove(named, above);
    const fault = (why: LineFault): void => {
      const text = [...Object.values(named), cellOf("expected")]
        .filter((cell) => cell !== "")
        .join(" ");
      faults.push({ line, text: shortened(text), why });
    };
    if (expected === null) fault("no-number");
    else if (expected > maxExpected) fault("too-many-people");
    else if (Object.values(place).some((name) => name.length > maxPlaceNameLength))
      fault("long-name");
    else numbers.push({ ...place, expected });
    above = place;
  }
  return { numbers, faults, sums };
}

/** Merged cells of a sheet contain their name in the first row only. */
function underAbove(place: Place, above: Place): Place {
  const isBelow = place.department === "" && (place.major !== "" || place.className !== "");
  if (!isBelow) return place;
  return {
    ...place,
    department: above.department,
    major: place.major || (place.className ? above.major : ""),
  };
}

interface Group {
  readonly expected: number | null;
  readonly total: number;
}

/** Names without a started student, and names of students that were not entered: maybe one place in two spellings. */
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

const byPlace = (numbers: readonly ExpectedNumber[]): Values =>
  Object.fromEntries(numbers.map((one) => [expectedKey(one), one.expected]));

interface Versions {
  readonly base: readonly ExpectedNumber[];
  readonly entered: readonly ExpectedNumber[];
  readonly saved: readonly ExpectedNumber[];
}

/** Places of both versions, and those whose number differs. */
export function mergeNumbers({ base, entered, saved }: Versions, nameOf: (place: Place) => string) {
  const places = [
    ...new Map([...entered, ...saved].map((one) => [expectedKey(one), one])).values(),
  ];
  const fields = places.map((place) => ({ names: [expectedKey(place)], label: nameOf(place) }));
  return { places, merge: beginMerge(fields, byPlace(base), byPlace(entered), byPlace(saved)) };
}

/** Numbers in their chosen version; a place without one is left out. */
export function chosenNumbers(
  places: readonly ExpectedNumber[],
  merge: Merge,
): readonly ExpectedNumber[] {
  const chosen = new Map(Object.entries(chosenValues(merge)));
  return places.flatMap((place) => {
    const key = expectedKey(place);
    const expected = chosen.has(key) ? chosen.get(key) : place.expected;
    return typeof expected === "number" ? [{ ...place, expected }] : [];
  });
}
