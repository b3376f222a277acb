/** From readings to one steady instruction, and from a second of good ones to the countdown and the shot. */
import { type Instruction, instructions } from "./instructions.ts";
import type { FrameReading } from "./read-frame.ts";

export interface Guide {
  readonly said: Instruction | null;
  /** Since when each has applied without a break, ms of the readings' clock, by id. */
  readonly since: ReadonlyMap<string, number>;
  /** Since when nothing was said; null while something is. */
  readonly goodSinceMs: number | null;
}

export const beginGuide: Guide = { said: null, since: new Map(), goodSinceMs: null };

/** What is said stays until it is done, unless something more pressing comes up. */
export function advise(guide: Guide, reading: FrameReading, atMs: number): Guide {
  const applying = instructions.filter((one) => one.applies(reading, one === guide.said));
  const since = new Map(applying.map(({ id }) => [id, guide.since.get(id) ?? atMs] as const));
  const said = applying.find((one) => one === guide.said || atMs - (since.get(one.id) ?? atMs) >= one.lastsMs) ?? null;
  // What has not lasted, such as a blink, breaks off no countdown: of the burst a frame with open eyes is kept.
  return { said, since, goodSinceMs: said === null ? (guide.goodSinceMs ?? atMs) : null };
}

const goodForMs = 1000;
const countMs = 800;
const countFrom = 3;

/** `wait`: not yet; 3, 2, 1: so many counts are left; `shoot`: now. */
export type Count = "wait" | 3 | 2 | 1 | "shoot";

export function countOf({ goodSinceMs }: Guide, atMs: number): Count {
  if (goodSinceMs === null) return "wait";
  const counted = Math.floor((atMs - goodSinceMs - goodForMs) / countMs);
  if (counted < 0) return "wait";
  const left = countFrom - counted;
  return left === 3 || left === 2 || left === 1 ? left : "shoot";
}
