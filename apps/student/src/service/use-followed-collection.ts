/** A collection that is shown as it moves on, for as long as its page is in front. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect } from "react";
import { type Answered, useAnswer } from "./use-answer.ts";
import { useRepeated } from "./use-repeated.ts";
import { useWatchedCollection } from "./use-watched-collection.ts";

const behindMs = 2000;
/** What changes without a move, such as that customer service opened a correction. */
const besidesMs = 60_000;

export function useFollowedCollection(collectionId: string): Answered<RouteAnswer<"readCollection">> {
  const visible = useAnswer("readCollection", { params: { collectionId } });
  const { value, refetch } = visible;
  const watched = useWatchedCollection(collectionId, value?.final === false);
  const movedAt = watched?.movedAt ?? "";
  // Instants of the service, all in the same form.
  const isBehind = value !== null && movedAt > value.movedAt;
  useEffect(() => {
    if (isBehind) void refetch();
  }, [isBehind, refetch]);
  useRepeated(refetch, isBehind ? behindMs : besidesMs, besidesMs);
  return visible;
}
