/** Taking one's own decision back. */
import type { Problem } from "@gradphoto/domain/client";
import { call } from "../lib/client.ts";
import { latestStanding } from "./own-order.ts";
import type { Review } from "./review.ts";

/** What became of it. */
export type TakenBack =
  | { readonly at: "back"; readonly review: Review }
  /** Whatever keeps it: told apart, a known photo could be told from the others. */
  | { readonly at: "too-late" }
  | { readonly at: "refused"; readonly problem: Problem };

/** The submission as it stands in front again. */
export async function takeBack(collectionId: string): Promise<TakenBack> {
  const undone = await call("undoDecision", { params: { collectionId } });
  if (!undone.ok)
    return undone.problem.status === 409 ? { at: "too-late" } : { at: "refused", problem: undone.problem };
  const read = await call("readReview", { params: { collectionId } });
  return read.ok ? { at: "back", review: read.value } : { at: "refused", problem: read.problem };
}

/** The latest decision that stands; null: there is none. `order`: of the decisions at this tab, latest first. */
export async function latestDecided(order: readonly string[]) {
  const mine = await call("listMyDecisions", {});
  if (!mine.ok) return mine;
  return { ok: true, value: latestStanding(mine.value.decisions, order) ?? null } as const;
}
