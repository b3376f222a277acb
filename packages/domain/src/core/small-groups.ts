/**
 * Suppression of small counts: they could identify single persons, so they are hidden from roles outside the school.
 */

export const smallGroupLimit = 5;

/** Returns null for 1 to 4. */
export const hideSmallCount = (count: number): number | null => (count > 0 && count < smallGroupLimit ? null : count);
