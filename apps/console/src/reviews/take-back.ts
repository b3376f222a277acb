/** Taking one's own decision back. */
import type { Answer } from "@gradphoto/domain/client";
import { call } from "../lib/client.ts";
import { latestStanding } from "./own-order.ts";

/** The submission as it stands in front again. */
export async function takeBack(collectionId: string): Promise<Answer<"readReview">> {
  const undone = await call("undoDecision", { params: { collectionId } });
  return undone.ok ? call("readReview", { params: { collectionId } }) : undone;
}

/** Whose decision is the latest that stands; null: there is none. `order`: of the decisions at this tab, latest first. */
export async function latestDecided(order: readonly string[]) {
  const mine = await call("listMyDecisions", {});
  if (!mine.ok) return mine;
  return { ok: true, value: latestStanding(mine.value.decisions, order)?.collectionId ?? null } as const;
}
