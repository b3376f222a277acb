/** Taking one's own decision back. */
import type { Answer } from "@gradphoto/domain/client";
import { call } from "../lib/client.ts";

/** The submission as it stands in front again. */
export async function takeBack(collectionId: string): Promise<Answer<"readReview">> {
  const undone = await call("undoDecision", { params: { collectionId } });
  return undone.ok ? call("readReview", { params: { collectionId } }) : undone;
}

/** Whose decision is the latest that stands, as the service knows it now; null: there is none. */
export async function latestDecided() {
  const mine = await call("listMyDecisions", {});
  if (!mine.ok) return mine;
  const latest = mine.value.decisions.find(({ undone }) => !undone);
  return { ok: true, value: latest?.collectionId ?? null } as const;
}
