/**
 * Limit of requests per network or session within a time window. Counted in memory of this process, without any lookup.
 */
import type { RateLimitRule } from "../infra/rate-limit.ts";

/** Seconds until the window ends; null when the request is allowed. */
export type RequestBound = (subject: string, nowMs: number) => number | null;

/** Bounds memory use. Subjects beyond this number share one counter. */
const mostSubjects = 100_000;
const allOthers = "";

export function createRequestBound({ hits, windowS }: Pick<RateLimitRule, "hits" | "windowS">): RequestBound {
  const counts = new Map<string, number>();
  let endsAtMs = 0;
  return (subject, nowMs) => {
    if (nowMs >= endsAtMs) {
      counts.clear();
      endsAtMs = nowMs + windowS * 1000;
    }
    const counted = counts.has(subject) || counts.size < mostSubjects ? subject : allOthers;
    const count = (counts.get(counted) ?? 0) + 1;
    counts.set(counted, count);
    return count <= hits ? null : Math.max(1, Math.ceil((endsAtMs - nowMs) / 1000));
  };
}
