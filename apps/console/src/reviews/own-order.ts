/** In what order a person decided at this tab: decisions that an outage held back reach the service together, in any order. */

/** By attempt, as long as the tab is open: also after it was loaded anew. */
const placeOf = (staffId: string): string => `gradphoto-console-decided-${staffId}`;

/** As many as the service lists. */
const most = 200;

/** Latest first. */
export const readOrder = (staffId: string): readonly string[] =>
  (sessionStorage.getItem(placeOf(staffId)) ?? "").split(" ").filter((attemptId) => attemptId !== "");

const without = (staffId: string, attemptId: string): readonly string[] =>
  readOrder(staffId).filter((other) => other !== attemptId);

const keep = (staffId: string, order: readonly string[]): void =>
  sessionStorage.setItem(placeOf(staffId), order.slice(0, most).join(" "));

export const decidedLast = (staffId: string, attemptId: string): void =>
  keep(staffId, [attemptId, ...without(staffId, attemptId)]);

/** It was refused, or taken back. */
export const notDecided = (staffId: string, attemptId: string): void => keep(staffId, without(staffId, attemptId));

interface Standing {
  readonly attemptId: string;
  readonly undone: boolean;
}

/** The one that undoing is about: the last of this tab that stands, or else the last of all. `decisions`: latest first, as the service has them. */
export function latestStanding<One extends Standing>(
  decisions: readonly One[],
  order: readonly string[],
): One | undefined {
  const standing = decisions.filter(({ undone }) => !undone);
  const here = order.find((attemptId) => standing.some((one) => one.attemptId === attemptId));
  return standing.find(({ attemptId }) => here === undefined || attemptId === here);
}
