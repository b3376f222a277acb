/** Maps a measured value to a verdict: the rule used by the engine and by trials of other limits. */

import type { Window } from "../core/window.ts";
import type { CheckLimits, Verdict } from "./finding.ts";

/** `atMost`: the strongest verdict that the measurement supports. */
export function judge(value: number, { fail, warn }: CheckLimits, atMost?: "warn"): Exclude<Verdict, "unsure"> {
  if (fail && !within(value, fail)) return atMost ?? "fail";
  return warn && !within(value, warn) ? "warn" : "pass";
}

const within = (value: number, { min, max }: Window): boolean =>
  value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);
