/** How many requests of one network or session this process takes in one window; counted in memory, so that nothing is looked up. */
import type { RateLimitRule } from "../infra/rate-limit.ts";

/** Seconds until the window ends; null when allowed. */
export type RequestBound = (subject: string, nowMs: number) => number | null;

/** Fewer than a machine can have in one window; who comes after them is counted together. */
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
