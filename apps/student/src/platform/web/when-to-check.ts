/** Whether this phone checks photos by itself: what that takes is 25 MB over the line and half a gigabyte of memory. */
import { webStore } from "./web-store.ts";

/** `if-wished`: whoever pays for each byte, or waits for it, or lost the page by it, is asked before. */
export type WhenToCheck = "at-once" | "if-wished" | "never";

/** A browser with less would close the page, the photo with it. */
const leastMemoryGb = 3;
const thinLines: readonly unknown[] = ["slow-2g", "2g", "3g"];
/** Stands in the store while a check is under way: found when a page begins, the page before did not survive its check. */
const inProgress = "gradphoto-check-under-way";

const canRun = (): boolean =>
  [typeof Worker, typeof WebAssembly, typeof OffscreenCanvas, typeof createImageBitmap].every(
    (type) => type !== "undefined",
  );

/** What a browser does not say is taken to be enough. */
export function whenToCheck(): WhenToCheck {
  if (process.env.TARO_ENV === "weapp" || !canRun()) return "never";
  const { connection, deviceMemory } = navigator;
  if (deviceMemory !== undefined && deviceMemory < leastMemoryGb) return "never";
  const isThin = connection?.saveData || thinLines.includes(connection?.effectiveType);
  return isThin || webStore.read(inProgress) !== null ? "if-wished" : "at-once";
}

export const noteCheck = (isInProgress: boolean): void => webStore.write(inProgress, isInProgress ? "yes" : null);
