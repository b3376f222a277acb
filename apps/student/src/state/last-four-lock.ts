/** Until when the last four of a reading may not be tried, kept on the device: a page that is loaded anew still knows. */
import { platform } from "../platform/index.ts";

const key = "gradphoto-last-four-lock";

export const keepLock = (readingId: string, lockedUntil: string): void =>
  platform.store.write(key, `${readingId} ${lockedUntil}`);

/** Milliseconds since 1970; 0 when it is not locked. */
export function lockedUntilMs(readingId: string): number {
  const [locked = "", lockedUntil = ""] = (platform.store.read(key) ?? "").split(" ");
  return locked === readingId ? Date.parse(lockedUntil) || 0 : 0;
}
