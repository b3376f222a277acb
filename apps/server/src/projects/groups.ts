/** Students grouped by department, major or class: how many have started, and how many are expected. */
import {
  type CollectionState,
  type ExpectedNumber,
  notStartedOf,
  type Place,
  placeKey,
} from "@gradphoto/domain";

export interface StateCount {
  readonly state: CollectionState;
  readonly count: number;
}

export type PlaceCount = Place & StateCount;

type Level = keyof Place;

/** Collation that compares numbers by value, so that 2 班 comes before 10 班. */
const inOrder = new Intl.Collator("zh", { numeric: true });

export const comparePlaces = (one: Place, other: Place): number =>
  inOrder.compare(one.department, other.department) ||
  inOrder.compare(one.major, other.major) ||
  inOrder.compare(one.className, other.className);

/** Adds up the numbers; null means that the school provided none. */
export const sumExpected = (numbers: readonly ExpectedNumber[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, { expected }) => sum + expected, 0);

export function countsOf(rows: readonly StateCount[], numbers: readonly ExpectedNumber[]) {
  const byState = new Map<CollectionState, number>();
  for (const { state, count } of rows) byState.set(state, (byState.get(state) ?? 0) + count);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const expected = sumExpected(numbers);
  return {
    expected,
    total,
    completed: byState.get("completed") ?? 0,
    notStarted: notStartedOf(expected, total),
    states: [...byState].map(([state, count]) => ({ state, count })),
  };
}

/** Returns a department, or one of its majors or classes, depending on the level. */
const placeAt = ({ department, major, className }: Place, level: Level): Place => ({
  department,
  major: level === "major" ? major : "",
  className: level === "className" ? className : "",
});

const keyOf = ({ department, major, className }: Place): string =>
  JSON.stringify([department, major, className].map(placeKey));

interface Group {
  readonly place: Place;
  readonly rows: PlaceCount[];
  readonly numbers: ExpectedNumber[];
}

/**
 * Groups the students. Includes groups where students are expected but none has started. Numbers that are less detailed
 * than the level are in no group.
 */
export function groupsAt(
  level: Level,
  rows: readonly PlaceCount[],
  numbers: readonly ExpectedNumber[],
) {
  const groups = new Map<string, Group>();
  const groupOf = (of: Place): Group => {
    const place = placeAt(of, level);
    const group = groups.get(keyOf(place)) ?? { place, rows: [], numbers: [] };
    groups.set(keyOf(place), group);
    return group;
  };
  for (const row of rows) groupOf(row).rows.push(row);
  for (const number of numbers) if (number[level] !== "") groupOf(number).numbers.push(number);
  return [...groups.values()]
    .sort((one, other) => comparePlaces(one.place, other.place))
    .map((group) => ({ ...group.place, ...countsOf(group.rows, group.numbers) }));
}
