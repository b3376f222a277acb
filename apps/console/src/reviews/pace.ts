/** How fast a reviewer works, and when a rest is due: from the times of their decisions alone. */

const windowMs = 15 * 60_000;
/** Between two decisions: more is no work on a photo. */
const pauseMs = 2 * 60_000;
/** From fewer a figure would jump about. */
const leastPhotos = 5;

/** Photos an hour over the last quarter of an hour, pauses left out; null while too few were decided. `decidedAt`: ms, oldest first. */
export function photosPerHour(decidedAt: readonly number[], now: number): number | null {
  const recent = decidedAt.filter((at) => now - at <= windowMs);
  const tookMs = recent.flatMap((at, index) => {
    const before = recent[index - 1];
    return before !== undefined && at - before <= pauseMs ? [at - before] : [];
  });
  const workedMs = tookMs.reduce((sum, ms) => sum + ms, 0);
  if (tookMs.length < leastPhotos || workedMs === 0) return null;
  return Math.round((tookMs.length * 3_600_000) / workedMs);
}

const restMs = 5 * 60_000;
const longMs = 50 * 60_000;

/** Whether somebody has worked for fifty minutes without five of rest. */
export function isRestDue(decidedAt: readonly number[], now: number): boolean {
  let since = now;
  for (const at of [...decidedAt].reverse()) {
    if (since - at > restMs) break;
    since = at;
  }
  return now - since >= longMs;
}

/** A decision of this desk. */
export interface Timed {
  readonly collectionId: string;
  /** ms. */
  readonly at: number;
}

/** Without the last one about that submission: it was taken back. One that was made before the desk was opened is not among them. */
export function withoutLast(decisions: readonly Timed[], collectionId: string): readonly Timed[] {
  const last = decisions.findLastIndex((one) => one.collectionId === collectionId);
  return decisions.filter((_, index) => index !== last);
}
