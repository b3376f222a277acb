/** The pictures of one's own decisions under the address that each was first shown by: another would fetch the same picture once more, and count as one more look. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useStaff } from "../lib/staff.ts";
import type { Review } from "./review.ts";

type Decision = RouteAnswer<"listMyDecisions">["decisions"][number];

interface Address {
  readonly url: string;
  readonly since: number;
}

/** Addresses last five minutes. */
const keptMs = 4 * 60_000;

/** By person and photo; longer than the desk, which begins anew with each choice of a project. */
const kept = new Map<string, Address>();

/** `decided`: at this desk. `lineIsFree`: until then it belongs to the photo in front. */
export function useKeptPictures(
  decisions: readonly Decision[],
  decided: readonly Review[],
  lineIsFree: boolean,
): readonly Decision[] {
  const { staffId } = useStaff();
  return decisions.map((decision) => {
    const { attemptId, photoUrl } = decision;
    if (!lineIsFree || photoUrl === null) return { ...decision, photoUrl: null };
    const seen = decided.find(({ attempt }) => attempt.attemptId === attemptId)?.pictures.photoUrl;
    return { ...decision, photoUrl: addressOf(`${staffId} ${attemptId}`, seen ?? photoUrl, photoUrl) };
  });
}

function addressOf(key: string, first: string, latest: string): string {
  const now = Date.now();
  const before = kept.get(key);
  if (before && now - before.since < keptMs) return before.url;
  const url = before ? latest : first;
  kept.set(key, { url, since: now });
  return url;
}
