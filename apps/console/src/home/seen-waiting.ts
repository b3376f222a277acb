/** What waited when the bell was last opened, by post and kept in the browser: what waits beyond that is new. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useSyncExternalStore } from "react";

export type Row = RouteAnswer<"readWaiting">["waiting"][number];
type Counted = Pick<Row, "kind" | "place" | "count">;

/** How many of each waited, by kind and place. */
export type Seen = Readonly<Record<string, number>>;

const keyOf = ({ kind, place }: Counted): string => `${kind} ${place ?? ""}`;

/** What others act on is told, and rings for nobody. */
export const freshOf = (row: Counted, seen: Seen): number =>
  row.place ? Math.max(0, row.count - (seen[keyOf(row)] ?? 0)) : 0;

export const allSeen = (rows: readonly Counted[]): Seen =>
  Object.fromEntries(rows.map((row) => [keyOf(row), row.count]));

/**
 * What is settled meanwhile is not seen any more: another that comes in its place is new. Kinds that were not answered stay:
 * another window may have gone on to another post, and the answer be of that.
 */
export function stillSeen(rows: readonly Counted[], seen: Seen): Seen {
  const answered = new Set(rows.map(({ kind }) => kind));
  const others = Object.entries(seen).filter(([key]) => !answered.has(key.split(" ")[0] ?? ""));
  const still = rows.map((row) => [keyOf(row), Math.min(row.count, seen[keyOf(row)] ?? 0)] as const);
  return Object.fromEntries([...others, ...still]);
}

/** What was kept may be spoilt: only numbers count. */
export function readSeen(stored: string | null): Seen {
  try {
    const seen: unknown = JSON.parse(stored ?? "{}");
    if (typeof seen !== "object" || seen === null) return {};
    return Object.fromEntries(Object.entries(seen).filter(([, count]) => typeof count === "number"));
  } catch {
    return {};
  }
}

const listeners = new Set<() => void>();

/** Of this tab, and of others of the same browser. */
function listen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

export function useSeen(postId: string): readonly [seen: Seen, keep: (next: Seen) => void] {
  const place = `gradphoto-console-seen-waiting-${postId}`;
  const stored = useSyncExternalStore(listen, () => localStorage.getItem(place));
  const keep = (next: Seen): void => {
    const text = JSON.stringify(next);
    if (text === localStorage.getItem(place)) return;
    localStorage.setItem(place, text);
    for (const listener of listeners) listener();
  };
  return [readSeen(stored), keep];
}
