/**
 * Suppression of small counts: they could identify single persons, so they are hidden from roles outside the school.
 */

export const fewStudents = 5;

/** Returns null for 1 to 4. */
export const unlessFew = (count: number): number | null => (count > 0 && count < fewStudents ? null : count);
