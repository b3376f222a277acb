/** Times for people: Beijing time, without the Intl that mini-programs lack. */

// China has had no summer time since 1991.
const offsetMs = 8 * 3600 * 1000;

/** `2026-11-24T12:05:00Z` → `2026-11-24 20:05`. Throws a RangeError when `instant` is no time. */
export const shanghaiTime = (instant: string): string =>
  new Date(Date.parse(instant) + offsetMs).toISOString().slice(0, 16).replace("T", " ");
