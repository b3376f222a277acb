/** From readings to one steady instruction, and from a second of good ones to the countdown and the shot. */
import type { Count } from "./guidance.ts";
import { type Instruction, instructions } from "./instructions.ts";
import type { FrameReading } from "./read-frame.ts";

export interface Guide {
  readonly said: Instruction | null;
  /** Since when what is said has been inside its own limit, which takes it back well inside or after a while. */
  readonly insideSinceMs: number | null;
  /** Since when each has applied without a break, ms of the readings' clock, by id. */
  readonly since: ReadonlyMap<string, number>;
  /** Since when somebody is there and nothing was said; null otherwise. */
  readonly goodSinceMs: number | null;
}

export const beginGuide: Guide = { said: null, insideSinceMs: null, since: new Map(), goodSinceMs: null };

/** Eyes that are narrow by nature stay near the limit for good. */
const heldForMs = 1000;

/** What is said stays until it is done, unless something more pressing comes up. */
export function advise(guide: Guide, reading: FrameReading, atMs: number): Guide {
  const isInside = guide.said !== null && !guide.said.applies(reading, false);
  const insideSinceMs = isInside ? (guide.insideSinceMs ?? atMs) : null;
  const isHeld = insideSinceMs === null || atMs - insideSinceMs < heldForMs;
  const applying = instructions.filter((one) => one.applies(reading, isHeld && one === guide.said));
  const since = new Map(applying.map(({ id }) => [id, guide.since.get(id) ?? atMs] as const));
  const hint = applying.find((one) => one === guide.said || atMs - (since.get(one.id) ?? atMs) >= one.lastsMs) ?? null;
  // What has not lasted, such as a blink, breaks off no countdown: only the shot waits for its end.
  const isGood = hint === null && reading.head !== null;
  return {
    ...{ said: hint, since, insideSinceMs: hint === guide.said ? insideSinceMs : null },
    goodSinceMs: isGood ? (guide.goodSinceMs ?? atMs) : null,
  };
}

const goodForMs = 1000;
const countMs = 800;
const countFrom = 3;

export function countOf({ goodSinceMs, since }: Guide, atMs: number): Count {
  if (goodSinceMs === null) return "wait";
  const counted = Math.floor((atMs - goodSinceMs - goodForMs) / countMs);
  if (counted < 0) return "wait";
  const left = countFrom - counted;
  if (left === 3 || left === 2 || left === 1) return left;
  return since.size === 0 ? "shoot" : 1;
}
