/** On the web a page's script may not come: then the page before stays, under its own address, and says so. */
import { useLayoutEffect, useSyncExternalStore } from "react";

export type Turn = "push" | "replace";

interface Turning {
  readonly turn: Turn;
  readonly from: string;
}

let turning: Turning | null = null;
let lost = false;
const followers = new Set<() => void>();

const tell = (now: boolean): void => {
  lost = now;
  for (const follower of followers) follower();
};

/** Before each turn of a page. */
export function noteTurn(turn: Turn): void {
  if (process.env.TARO_ENV !== "h5") return;
  turning = { turn, from: location.href };
  if (lost) tell(false);
}

if (process.env.TARO_ENV === "h5") {
  addEventListener("unhandledrejection", (event) => {
    const { reason } = event;
    if (!(reason instanceof Error && reason.name === "ChunkLoadError")) return;
    // It is told on the page; the router rejects more than once.
    event.preventDefault();
    if (turning === null) return;
    const { turn, from } = turning;
    turning = null;
    if (turn === "push") history.back();
    else history.replaceState(history.state, "", from);
    tell(true);
  });
}

/** Longer than a page takes to be drawn whose script is here. */
const blankMs = 500;

const isBlank = (): boolean =>
  [...document.querySelectorAll(".taro_page")].every((page) => getComputedStyle(page).display === "none");

/**
 * Whoever goes back while a later page is being opened can be left without any page by the router, which opens and closes
 * at once. Then the app is loaded anew at its address.
 */
export function loadAnewWhenBlank(): void {
  setTimeout(() => {
    if (isBlank()) setTimeout(() => isBlank() && location.reload(), blankMs);
  }, blankMs);
}

if (process.env.TARO_ENV === "h5") addEventListener("popstate", loadAnewWhenBlank);

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
