/** How many requests of one network address this process takes in one window; counted in memory, so that nothing is asked. */
import type { RateLimitRule } from "../infra/rate-limit.ts";

/** Seconds until the window ends; null when allowed. */
export type AddressBound = (network: string, nowMs: number) => number | null;

/** Fewer than a machine can have in one window; who comes after them is counted together. */
const mostNetworks = 100_000;
const allOthers = "";

export function createAddressBound({ hits, windowS }: RateLimitRule): AddressBound {
  const counts = new Map<string, number>();
  let endsAtMs = 0;
  return (network, nowMs) => {
    if (nowMs >= endsAtMs) {
      counts.clear();
      endsAtMs = nowMs + windowS * 1000;
    }
    const counted = counts.has(network) || counts.size < mostNetworks ? network : allOthers;
    const count = (counts.get(counted) ?? 0) + 1;
    counts.set(counted, count);
    return count <= hits ? null : Math.max(1, Math.ceil((endsAtMs - nowMs) / 1000));
  };
}
