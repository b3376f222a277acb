/** The reviewer's own decisions: which one would be undone, and until when. */
import type { RouteAnswer } from "@gradphoto/domain/client";

export type OwnDecision = RouteAnswer<"listMyDecisions">["decisions"][number];

/** The latest that is not undone. `decisions`: latest first, as the service orders them. */
export const latestOf = <One extends Pick<OwnDecision, "undone">>(
  decisions: readonly One[],
): One | undefined => decisions.find(({ undone }) => !undone);

export const canUndo = ({ undoUntil }: Pick<OwnDecision, "undoUntil">, now: number): boolean =>
  undoUntil !== null && Date.parse(undoUntil) > now;

export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
