/** Speed of a reviewer and due breaks, computed only from the times of their decisions. */

const quarterMs = 15 * 60_000;
/** A longer gap between two decisions is not work on a photo. */
const pauseMs = 2 * 60_000;
/** With fewer photos the figure would fluctuate. */
const minPhotos = 5;

/**
 * Photos per hour over the last quarter of an hour, without pauses; null while too few were decided. `decidedAt`: ms,
 * oldest first.
 */
export function photosPerHour(
  decidedAt: readonly number[],
  now: number,
  windowMs = quarterMs,
): number | null {
  const recent = decidedAt.filter((at) => now - at <= windowMs);
  const tookMs = recent.flatMap((at, index) => {
    const previous = recent[index - 1];
    return previous !== undefined && at - previous <= pauseMs ? [at - previous] : [];
  });
  const workedMs = tookMs.reduce((sum, ms) => sum + ms, 0);
  if (tookMs.length < minPhotos || workedMs === 0) return null;
  return Math.round((tookMs.length * 3_600_000) / workedMs);
}

const restMs = 5 * 60_000;
const longMs = 50 * 60_000;

/** Whether somebody has worked for fifty minutes without a break of five. */
export function isRestDue(decidedAt: readonly number[], now: number): boolean {
  let since = now;
  for (const at of [...decidedAt].reverse()) {
    if (since - at > restMs) break;
    since = at;
  }
  return now - since >= longMs;
}

const fastWindowMs = 5 * 60_000;
const fastestPerHour = 1200;
/** A few easy photos in a row do not indicate haste. */
const minFastPhotos = 50;

/**
 * Whether nobody can have looked at the photos of the last five minutes: at most three seconds each, fifty or more of
 * them.
 */
export function isTooFast(decidedAt: readonly number[], now: number): boolean {
  const recent = decidedAt.filter((at) => now - at <= fastWindowMs);
  return (
    recent.length >= minFastPhotos &&
    (photosPerHour(recent, now, fastWindowMs) ?? 0) > fastestPerHour
  );
}
