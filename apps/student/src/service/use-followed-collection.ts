/** A collection that updates live while its page is in front. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect } from "react";
import { type AnswerState, useAnswer } from "./use-answer.ts";
import { usePolling } from "./use-polling.ts";
import { useWatchedCollection } from "./use-watched-collection.ts";

const staleMs = 2000;
/** Polling for changes without a move, such as a correction opened by customer service. */
const besidesMs = 60_000;

export function useFollowedCollection(
  collectionId: string,
): AnswerState<RouteAnswer<"readCollection">> {
  const answer = useAnswer("readCollection", { params: { collectionId } });
  const { value, refetch } = answer;
  const watched = useWatchedCollection(collectionId, value?.final === false);
  const movedAt = watched?.movedAt ?? "";
  // Instants of the service in one format, so that strings compare.
  const isStale = value !== null && movedAt > value.movedAt;
  useEffect(() => {
    if (isStale) void refetch();
  }, [isStale, refetch]);
  usePolling(refetch, isStale ? staleMs : besidesMs, besidesMs);
  return answer;
}
