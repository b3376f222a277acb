/** Counts at the time the bell was last opened, stored in the browser per post; anything above them is new. */
import { isOneTask } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useSyncExternalStore } from "react";

const desk = "/review";

/** The desk keeps its project and its tasks in hand; a list shows everything that the bell counts. */
export function linkOf(
  place: string,
  at: { readonly pathname: string; readonly search: string },
): string {
  const [path, query] = place.split("?");
  if (path !== desk || at.pathname !== desk) return place;
  const search = new URLSearchParams(at.search);
  for (const [name, value] of new URLSearchParams(query)) search.set(name, value);
  return search.size === 0 ? desk : `${desk}?${search}`;
}

export type WaitingRow = RouteAnswer<"readWaiting">["waiting"][number];
type Counted = Pick<WaitingRow, "kind" | "place" | "count">;

/** Number of waiting items by kind and place. */
export type SeenCounts = Readonly<Record<string, number>>;

const keyOf = ({ kind, place }: Counted): string => `${kind} ${place ?? ""}`;

/** Number of new things to do. Items that other people act on are listed but do not count. */
export function newCountOf(row: Counted, seen: SeenCounts): number {
  if (!row.place) return 0;
  const seenCount = seen[keyOf(row)] ?? 0;
  if (isOneTask(row.kind)) return row.count > 0 && seenCount === 0 ? 1 : 0;
  return Math.max(0, row.count - seenCount);
}

export const markAllSeen = (rows: readonly Counted[]): SeenCounts =>
  Object.fromEntries(rows.map((row) => [keyOf(row), row.count]));

/**
 * Lowers the stored count where items were settled, so that a later item counts as new. Kinds missing from the answer
 * stay: another window may have switched the post, and the answer may be about that one.
 */
export function lowerSeenCounts(rows: readonly Counted[], seen: SeenCounts): SeenCounts {
  const answered = new Set(rows.map(({ kind }) => kind));
  const others = Object.entries(seen).filter(([key]) => !answered.has(key.split(" ")[0] ?? ""));
  const still = rows.map(
    (row) => [keyOf(row), Math.min(row.count, seen[keyOf(row)] ?? 0)] as const,
  );
  return Object.fromEntries([...others, ...still]);
}

/** Stored data may be damaged: only numbers count. */
export function parseSeenCounts(stored: string | null): SeenCounts {
  try {
    const seen: unknown = JSON.parse(stored ?? "{}");
    if (typeof seen !== "object" || seen === null) return {};
    return Object.fromEntries(
      Object.entries(seen).filter(([, count]) => typeof count === "number"),
    );
  } catch {
    return {};
  }
}

const listeners = new Set<() => void>();

/** Notifies of changes in this tab and in other tabs of the same browser. */
function listen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

export function useSeenCounts(
  postId: string,
): readonly [seen: SeenCounts, store: (next: SeenCounts) => void] {
  const place = `gradphoto-console-seen-waiting-${postId}`;
  const stored = useSyncExternalStore(listen, () => localStorage.getItem(place));
  const store = (next: SeenCounts): void => {
    const text = JSON.stringify(next);
    if (text === localStorage.getItem(place)) return;
    localStorage.setItem(place, text);
    for (const listener of listeners) listener();
  };
  return [parseSeenCounts(stored), store];
}
