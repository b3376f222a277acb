/** Whether this phone checks photos by itself: what that takes is 25 MB over the line and half a gigabyte of memory. */

/** `if-wished`: whoever pays for each byte, or waits for it, is asked before. */
export type WhenToCheck = "at-once" | "if-wished" | "never";

/** A browser with less would close the page, the photo with it. */
const leastMemoryGb = 3;
const thinLines: readonly unknown[] = ["slow-2g", "2g", "3g"];

/** What a browser does not say is taken to be enough. */
export function whenToCheck(): WhenToCheck {
  if (process.env.TARO_ENV === "weapp") return "never";
  const { connection, deviceMemory } = navigator;
  if (deviceMemory !== undefined && deviceMemory < leastMemoryGb) return "never";
  return connection?.saveData || thinLines.includes(connection?.effectiveType) ? "if-wished" : "at-once";
}
