/** Expected numbers of students per department, major or class: numbers only, and no student is counted twice. */

export interface Place {
  readonly department: string;
  readonly major: string;
  readonly className: string;
}

/** Unspecified parts of the place are empty; if all three are empty, the number is for the whole project. */
export interface ExpectedNumber extends Place {
  readonly expected: number;
}

/** Normalizes a name, so that variants of brackets and spaces compare equal. */
export const placeKey = (name: string): string => name.normalize("NFKC").replace(/\s+/g, "");

/** Equal for the same place in different spellings. */
export const expectedKey = ({ department, major, className }: Place): string =>
  JSON.stringify([department, major, className].map(placeKey));

export interface DoubleCount {
  readonly place: Place;
  /** The place that also includes the students of `place`; null if `place` occurs twice. */
  readonly within: Place | null;
}

/** Returns the first place whose students another number also includes; null if the numbers can be added up. */
export function findDoubleCount(places: readonly Place[]): DoubleCount | null {
  const placesByKey = new Map<string, Place>();
  for (const place of places) {
    if (placesByKey.has(expectedKey(place))) return { place, within: null };
    placesByKey.set(expectedKey(place), place);
  }
  for (const place of places) {
    for (const wider of widerThan(place)) {
      const within = placesByKey.get(expectedKey(wider));
      if (within) return { place, within };
    }
  }
  return null;
}

/** Lists the places that contain this one, with at least one more part left empty. */
function widerThan(place: Place): readonly Place[] {
  const nameOrEmpty = (name: string): readonly string[] => (name === "" ? [""] : [name, ""]);
  return nameOrEmpty(place.department)
    .flatMap((department) =>
      nameOrEmpty(place.major).flatMap((major) =>
        nameOrEmpty(place.className).map((className) => ({ department, major, className })),
      ),
    )
    .filter((wider) => expectedKey(wider) !== expectedKey(place));
}

/** null: the expected number is unknown. */
export const notStartedOf = (expected: number | null, started: number): number | null =>
  expected === null ? null : Math.max(0, expected - started);

/** Maximum number of lines in a sheet of classes. */
export const maxExpectedNumbers = 2000;
/** Maximum length of a name in the sheet. */
export const maxPlaceNameLength = 100;
export const maxExpected = 100_000;
