/**
 * Photo engine of this build, and when it checks. On the web it runs in a worker. WeChat's mini-program has none: its workers lack
 * `importScripts`, which the network runtime needs, and `WebAssembly` under that name. Packages of 2 MB cannot hold the
 * networks of a full check, so there only the service checks.
 */
import type { PhoneEngine } from "./phone-engine.ts";
import { holdWebEngine } from "./web/web-engine.ts";
import { webStore } from "./web/web-store.ts";

export const holdEngine: (() => PhoneEngine) | null =
  process.env.TARO_ENV === "weapp" ? null : holdWebEngine;

/** `if-wished`: a metered or slow connection, or an earlier crash, requires the student's confirmation. */
type WhenToCheck = "at-once" | "if-wished" | "never";

/** A browser with less memory would close the page, and lose the photo. */
const minMemoryGb = 3;
const thinLines: readonly unknown[] = ["slow-2g", "2g", "3g"];
/** Stored while a check runs: if present at the start of a page, the previous page crashed during its check. */
const inProgress = "gradphoto-check-under-way";

const canRun = (): boolean =>
  [typeof Worker, typeof WebAssembly, typeof OffscreenCanvas, typeof createImageBitmap].every(
    (type) => type !== "undefined",
  );

/**
 * Decides whether this phone checks photos by itself, which takes a download of 27 MB and half a gigabyte of memory. Values
 * that a browser does not report count as sufficient.
 */
export function whenToCheck(): WhenToCheck {
  if (process.env.TARO_ENV === "weapp" || !canRun()) return "never";
  const { connection, deviceMemory } = navigator;
  if (deviceMemory !== undefined && deviceMemory < minMemoryGb) return "never";
  const isThin = connection?.saveData || thinLines.includes(connection?.effectiveType);
  return isThin || webStore.read(inProgress) !== null ? "if-wished" : "at-once";
}

export const noteCheck = (isInProgress: boolean): void =>
  webStore.write(inProgress, isInProgress ? "yes" : null);
