/** On the web a page's script is fetched while its page is being opened: it may come late, or not at all. */
import { useEffect, useLayoutEffect, useSyncExternalStore } from "react";

export type Turn = "push" | "replace";

interface Turning {
  readonly turn: Turn;
  readonly from: string;
  /** The browser has gone back meanwhile. */
  left: boolean;
}

/** From a turn until its page is drawn. */
let turning: Turning | null = null;
let lost = false;
const followers = new Set<() => void>();

const report = (now: boolean): void => {
  lost = now;
  for (const follower of followers) follower();
};

/** Before each turn of a page. */
export function noteTurn(turn: Turn): void {
  if (process.env.TARO_ENV !== "h5") return;
  turning = { turn, from: location.href, left: false };
  if (lost) report(false);
}

if (process.env.TARO_ENV === "h5") {
  // Before the router hears of it: it would close the page before while the later one opens over it.
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
    // It is told on the page; the router rejects more than once.
    event.preventDefault();
    if (turning === null || lost) return;
    const { turn, from, left } = turning;
    // The page before stands yet, so the router need not hear of the way back to it.
    if (turn === "replace" || left) turning = null;
    if (left) return;
    if (turn === "push") history.back();
    else history.replaceState(history.state, "", from);
    report(true);
  });
}

/** `path`: this page's own, from the root of the app. Drawn under another's address it was left meanwhile and makes room. */
export function usePageDrawn(path: string): void {
  useEffect(() => {
    if (process.env.TARO_ENV !== "h5") return;
    const visible = location.pathname.slice(process.env.GRADPHOTO_H5_BASE.length - 1);
    if (/^\/(entry|pages)\//.test(visible) && path !== visible) {
      const later = turning !== null && !turning.left;
      if (later) return;
      // Once the router has done with this page.
      setTimeout(() => dispatchEvent(new PopStateEvent("popstate", { state: history.state })));
    }
    turning = null;
  }, [path]);
}

const follow = (follower: () => void) => {
  followers.add(follower);
  return () => followers.delete(follower);
};

/** Whether the page that was asked for last did not come. */
export const usePageLost = (): boolean => useSyncExternalStore(follow, () => lost);

/** What stood on the web page before its scripts came makes room for the first page. */
export const useShellGone = (): void =>
  useLayoutEffect(() => {
    if (process.env.TARO_ENV === "h5") document.getElementById("shell")?.remove();
  }, []);
