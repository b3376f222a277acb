/** How many students a school expects in a department, major or class: numbers alone, and none of them counted twice. */

export interface Place {
  readonly department: string;
  readonly major: string;
  readonly className: string;
}

/** What is not said of the place is empty: without all three it is the whole project. */
export interface ExpectedNumber extends Place {
  readonly expected: number;
}

/** The same name, however its brackets and spaces were written. */
export const placeKey = (name: string): string => name.normalize("NFKC").replace(/\s+/g, "");

const keyOf = ({ department, major, className }: Place): string =>
  JSON.stringify([department, major, className].map(placeKey));

export interface CountedTwice {
  readonly place: Place;
  /** Holds the students of `place` as well; the same place where it stands there twice. */
  readonly within: Place;
}

/** The first place whose students another number holds too; null where their sum is the whole. */
export function countedTwice(places: readonly Place[]): CountedTwice | null {
  const known = new Map<string, Place>();
  for (const place of places) {
    const same = known.get(keyOf(place));
    if (same) return { place, within: same };
    known.set(keyOf(place), place);
  }
  for (const place of places) {
    for (const wider of widerThan(place)) {
      const within = known.get(keyOf(wider));
      if (within) return { place, within };
    }
  }
  return null;
}

/** Every place that leaves out something that this one says. */
function widerThan(place: Place): readonly Place[] {
  const kept = (name: string): readonly string[] => (name === "" ? [""] : [name, ""]);
  return kept(place.department)
    .flatMap((department) =>
      kept(place.major).flatMap((major) =>
        kept(place.className).map((className) => ({ department, major, className })),
      ),
    )
    .filter((wider) => keyOf(wider) !== keyOf(place));
}

/** null: nobody said how many are expected. */
export const notStartedOf = (expected: number | null, started: number): number | null =>
  expected === null ? null : Math.max(0, expected - started);

/** As many lines as a sheet of classes may have. */
export const mostExpectedNumbers = 2000;
/** Of a name in it. */
export const longestPlaceName = 100;
export const mostExpected = 100_000;
