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

/**
 * The one that undoing is about: the newest that stands. Of those of this tab that are newer than any made elsewhere it
 * is the one decided last here. `decisions`: latest first, as the service has them; `order`: of this tab, latest first.
 */
export function latestStanding<One extends Standing>(
  decisions: readonly One[],
  order: readonly string[],
): One | undefined {
  const standing = decisions.filter(({ undone }) => !undone);
  const elsewhere = standing.findIndex(({ attemptId }) => !order.includes(attemptId));
  const here = elsewhere === -1 ? standing : standing.slice(0, elsewhere);
  const last = order.find((attemptId) => here.some((one) => one.attemptId === attemptId));
  return last === undefined ? standing[0] : here.find(({ attemptId }) => attemptId === last);
}
