/** Taking one's own decision back. */
import { call } from "../lib/client.ts";
import { type DecidedHere, latestStanding } from "./own-order.ts";
import { notTakenBack, type TakenBack, takenBack } from "./taken-back.ts";
import { withoutPassed } from "./use-still-undoable.ts";

/** The submission as it stands in front again, also where an earlier try had taken it back. */
export async function takeBack(collectionId: string): Promise<TakenBack> {
  const undone = await call("undoDecision", { params: { collectionId } });
  const problem = undone.ok ? null : undone.problem;
  if (problem !== null && problem.status !== 409) return notTakenBack(problem);
  return takenBack(problem, await call("readReview", { params: { collectionId } }));
}

/** The latest decision that stands; null: there is none. `order`: of the decisions at this tab, latest first. */
export async function latestDecided(order: readonly DecidedHere[]) {
  const mine = await call("listMyDecisions", {});
  if (!mine.ok) return mine;
  // As the rows offer it.
  const decisions = withoutPassed(mine.value.decisions, Date.now());
  return { ok: true, value: latestStanding(decisions, order) ?? null } as const;
}
