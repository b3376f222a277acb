/** The reviewer's own decisions as they stand at this moment: what can no longer be taken back is not offered for it. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { type DecidedHere, latestStanding } from "./own-order.ts";

type Decision = RouteAnswer<"listMyDecisions">["decisions"][number];

const lookEveryMs = 1000;

export function useStillUndoable(decisions: readonly Decision[]): readonly Decision[] {
  const [now, setNow] = useState(Date.now);
  const stillUndoable = withoutPassed(decisions, now);
  const ends = stillUndoable.flatMap(({ undoUntil }) => (undoUntil === null ? [] : [Date.parse(undoUntil)]));
  const nextEnd = ends.length === 0 ? null : Math.min(...ends);
  useEffect(() => {
    if (nextEnd === null) return;
    // One timer until then would come too late on a computer that slept meanwhile.
    const timer = setInterval(() => {
      if (Date.now() >= nextEnd) setNow(Date.now());
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [nextEnd]);
  return stillUndoable;
}

export const withoutPassed = (decisions: readonly Decision[], now: number): readonly Decision[] =>
  decisions.map((decision) =>
    decision.undoUntil !== null && Date.parse(decision.undoUntil) <= now ? { ...decision, undoUntil: null } : decision,
  );

export type LatestUndo = "open" | "too-late" | "none";

/** What undoing the latest that stands would come to. `order`: of the decisions at this tab, latest first. */
export function latestUndo(decisions: readonly Decision[], order: readonly DecidedHere[]): LatestUndo {
  const latest = latestStanding(decisions, order);
  if (latest === undefined) return "none";
  return latest.undoUntil === null ? "too-late" : "open";
}
