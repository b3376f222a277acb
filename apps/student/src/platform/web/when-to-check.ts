/**
 * Decides whether this phone checks photos by itself, which takes a download of 25 MB and half a gigabyte of memory.
 */
import { webStore } from "./web-store.ts";

/** `if-wished`: a metered or slow connection, or an earlier crash, requires the student's confirmation. */
export type WhenToCheck = "at-once" | "if-wished" | "never";

/** A browser with less memory would close the page, and lose the photo. */
const minMemoryGb = 3;
const thinLines: readonly unknown[] = ["slow-2g", "2g", "3g"];
/** Stored while a check runs: if present at the start of a page, the previous page crashed during its check. */
const inProgress = "gradphoto-check-under-way";

const canRun = (): boolean =>
  [typeof Worker, typeof WebAssembly, typeof OffscreenCanvas, typeof createImageBitmap].every(
    (type) => type !== "undefined",
  );

/** Values that a browser does not report count as sufficient. */
export function whenToCheck(): WhenToCheck {
  if (process.env.TARO_ENV === "weapp" || !canRun()) return "never";
  const { connection, deviceMemory } = navigator;
  if (deviceMemory !== undefined && deviceMemory < minMemoryGb) return "never";
  const isThin = connection?.saveData || thinLines.includes(connection?.effectiveType);
  return isThin || webStore.read(inProgress) !== null ? "if-wished" : "at-once";
}

export const noteCheck = (isInProgress: boolean): void => webStore.write(inProgress, isInProgress ? "yes" : null);
