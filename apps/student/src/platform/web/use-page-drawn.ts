/** Page loading on the web: a page's script is fetched while the page opens, and may come late or fail. */
import { useEffect, useLayoutEffect, useSyncExternalStore } from "react";

export type Turn = "push" | "replace";

interface Turning {
  readonly turn: Turn;
  readonly from: string;
  /** The browser has gone back meanwhile. */
  left: boolean;
}

/** Set from the start of a navigation until its page is rendered. */
let turning: Turning | null = null;
let lost = false;
const followers = new Set<() => void>();

const report = (now: boolean): void => {
  lost = now;
  for (const follower of followers) follower();
};

/** Called before each navigation. */
export function noteTurn(turn: Turn): void {
  if (process.env.TARO_ENV !== "h5") return;
  turning = { turn, from: location.href, left: false };
  if (lost) report(false);
}

if (process.env.TARO_ENV === "h5") {
  // Registered before the router's listener: the router would close the previous page while the later one opens over
  // it.
  addEventListener(
    "popstate",
    (event) => {
      if (turning === null) return;
      event.stopImmediatePropagation();
      if (lost) turning = null;
      else turning.left = true;
    },
    true,
  );
  addEventListener("unhandledrejection", (event) => {
    const { reason } = event;
    if (!(reason instanceof Error && reason.name === "ChunkLoadError")) return;
    // The page displays the failure itself; the router rejects more than once.
    event.preventDefault();
    if (turning === null || lost) return;
    const { turn, from, left } = turning;
    // The previous page still exists, so the router need not handle going back to it.
    if (turn === "replace" || left) turning = null;
    if (left) return;
    if (turn === "push") history.back();
    else history.replaceState(history.state, "", from);
    report(true);
  });
}

/**
 * `path`: this page's own, from the root of the app. A page rendered under another address was left meanwhile and
 * closes.
 */
export function usePageDrawn(path: string): void {
  useEffect(() => {
    if (process.env.TARO_ENV !== "h5") return;
    const visible = location.pathname.slice(process.env.GRADPHOTO_H5_BASE.length - 1);
    if (/^\/(entry|pages)\//.test(visible) && path !== visible) {
      const later = turning !== null && !turning.left;
      if (later) return;
      // Runs after the router has finished with this page.
      setTimeout(() => dispatchEvent(new PopStateEvent("popstate", { state: history.state })));
    }
    turning = null;
  }, [path]);
}

const follow = (follower: () => void) => {
  followers.add(follower);
  return () => followers.delete(follower);
};

/** Whether the chunk of the latest requested page failed to load. */
export const usePageLost = (): boolean => useSyncExternalStore(follow, () => lost);

/** Removes the static placeholder of the web page when the first page is rendered. */
export const useShellRemoved = (): void =>
  useLayoutEffect(() => {
    if (process.env.TARO_ENV === "h5") document.getElementById("shell")?.remove();
  }, []);
