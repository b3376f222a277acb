/** In what order a person decided at this tab: decisions that an outage held back reach the service together, in any order. */

/** A decision made at this tab. */
export interface DecidedHere {
  readonly attemptId: string;
  /** When the one before it on the same submission was made, as the service has it; "": there was none. */
  readonly after: string;
}

/** As long as the tab is open: also after it was loaded anew. */
const placeOf = (staffId: string): string => `gradphoto-console-decided-${staffId}`;

/** As many as the service lists. */
const most = 200;

/** Latest first. */
export const readOrder = (staffId: string): readonly DecidedHere[] =>
  (sessionStorage.getItem(placeOf(staffId)) ?? "").split(" ").flatMap((one) => {
    const [attemptId = "", after = ""] = one.split("@");
    return attemptId === "" ? [] : [{ attemptId, after }];
  });

const without = (staffId: string, attemptId: string): readonly DecidedHere[] =>
  readOrder(staffId).filter((other) => other.attemptId !== attemptId);

const keep = (staffId: string, order: readonly DecidedHere[]): void => {
  const kept = order.slice(0, most).map(({ attemptId, after }) => `${attemptId}@${after}`);
  sessionStorage.setItem(placeOf(staffId), kept.join(" "));
};

export const decidedLast = (staffId: string, decided: DecidedHere): void =>
  keep(staffId, [decided, ...without(staffId, decided.attemptId)]);

/** It was refused, or taken back. */
export const notDecided = (staffId: string, attemptId: string): void => keep(staffId, without(staffId, attemptId));

interface Standing {
  readonly attemptId: string;
  readonly at: string;
  readonly undone: boolean;
}

/**
 * The one that undoing is about: the newest that stands. Of those of this tab that are newer than any made elsewhere it
 * is the one decided last here. `decisions`: latest first, as the service has them; `order`: of this tab, latest first.
 */
export function latestStanding<One extends Standing>(
  decisions: readonly One[],
  order: readonly DecidedHere[],
): One | undefined {
  const standing = decisions.filter(({ undone }) => !undone);
  // The decision of this tab is the first after the one it followed: of one taken back elsewhere, a later one was made there.
  const isOf = (one: One, { attemptId, after }: DecidedHere): boolean =>
    one.attemptId === attemptId &&
    !decisions.some((other) => other.attemptId === attemptId && other.undone && other.at > after && other.at < one.at);
  const elsewhere = standing.findIndex((one) => !order.some((mine) => isOf(one, mine)));
  const here = elsewhere === -1 ? standing : standing.slice(0, elsewhere);
  const last = order.find(({ attemptId }) => here.some((one) => one.attemptId === attemptId));
  return last === undefined ? standing[0] : here.find(({ attemptId }) => attemptId === last.attemptId);
}
