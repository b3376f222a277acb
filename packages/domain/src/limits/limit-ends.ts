/** A check's limit as the four numbers of an address: an absent end is unbounded. */
import type { CheckLimits, Window } from "../photo-standard/finding.ts";

export const limitEnds = ["failMin", "failMax", "warnMin", "warnMax"] as const;
export type LimitEnds = { readonly [End in (typeof limitEnds)[number]]?: number | undefined };

export const limitsFrom = ({ failMin, failMax, warnMin, warnMax }: LimitEnds): CheckLimits => ({
  ...windowOf("fail", failMin, failMax),
  ...windowOf("warn", warnMin, warnMax),
});

const windowOf = (name: keyof CheckLimits, min: number | undefined, max: number | undefined) =>
  min === undefined && max === undefined
    ? {}
    : {
        [name]: {
          ...(min !== undefined && { min }),
          ...(max !== undefined && { max }),
        } satisfies Window,
      };

export function endsOf({ fail, warn }: CheckLimits): LimitEnds {
  return {
    ...(fail?.min !== undefined && { failMin: fail.min }),
    ...(fail?.max !== undefined && { failMax: fail.max }),
    ...(warn?.min !== undefined && { warnMin: warn.min }),
    ...(warn?.max !== undefined && { warnMax: warn.max }),
  };
}
