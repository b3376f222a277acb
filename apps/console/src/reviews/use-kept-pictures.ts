/** The pictures of one's own decisions under the address that each was first shown by: another would fetch the same picture once more, and count as one more look. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useRef } from "react";
import type { Review } from "./review.ts";

type Decision = RouteAnswer<"listMyDecisions">["decisions"][number];

/** `decided`: at this desk. `lineIsFree`: until then it belongs to the photo in front. */
export function useKeptPictures(
  decisions: readonly Decision[],
  decided: readonly Review[],
  lineIsFree: boolean,
): readonly Decision[] {
  const kept = useRef(new Map<string, string>());
  return decisions.map((decision) => {
    const { attemptId, photoUrl } = decision;
    if (!lineIsFree || photoUrl === null) return { ...decision, photoUrl: null };
    const seen = decided.find(({ attempt }) => attempt.attemptId === attemptId)?.pictures.photoUrl;
    const url = kept.current.get(attemptId) ?? seen ?? photoUrl;
    kept.current.set(attemptId, url);
    return { ...decision, photoUrl: url };
  });
}
