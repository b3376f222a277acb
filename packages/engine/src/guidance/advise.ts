/** Turns readings into one steady instruction, and a second of good readings into the countdown and the shot. */
import type { Bilingual } from "@gradphoto/domain/photo-standard";
import { type Instruction, instructions } from "./instructions.ts";
import type { FrameReading } from "./read-frame.ts";

/** `wait` means not yet, 3, 2, 1 are the remaining counts, and `shoot` means now, on a frame without faults. */
export type Count = "wait" | 3 | 2 | 1 | "shoot";

export interface Guidance {
  /** The instruction; null where everything is good. */
  readonly instruction: { readonly id: string; readonly words: Bilingual } | null;
  readonly count: Count;
}

export interface Guide {
  readonly lastInstruction: Instruction | null;
  /**
   * Time since which the current instruction has been within its own limit. It is withdrawn once well within, or after
   * a while.
   */
  readonly insideSinceMs: number | null;
  /** Time since which each instruction has applied without a break, ms of the readings' clock, by id. */
  readonly since: ReadonlyMap<string, number>;
  /** Time since which a person is present without an instruction, or null. */
  readonly goodSinceMs: number | null;
}

export const beginGuide: Guide = {
  lastInstruction: null,
  insideSinceMs: null,
  since: new Map(),
  goodSinceMs: null,
};

/** Longest time for which an instruction stays after its limit is met: narrow eyes stay near it and would keep it forever. */
const heldForMs = 1000;

/** Updates the guide by a reading. An instruction stays until it is followed, unless a more urgent one appears. */
export function advise(guide: Guide, reading: FrameReading, atMs: number): Guide {
  const isInside = guide.lastInstruction !== null && !guide.lastInstruction.applies(reading, false);
  const insideSinceMs = isInside ? (guide.insideSinceMs ?? atMs) : null;
  const isHeld = insideSinceMs === null || atMs - insideSinceMs < heldForMs;
  const applying = instructions.filter((one) =>
    one.applies(reading, isHeld && one === guide.lastInstruction),
  );
  const since = new Map(applying.map(({ id }) => [id, guide.since.get(id) ?? atMs] as const));
  const hint =
    applying.find(
      (one) => one === guide.lastInstruction || atMs - (since.get(one.id) ?? atMs) >= one.lastsMs,
    ) ?? null;
  // A short event, such as a blink, does not stop the countdown: only the shot waits for its end.
  const isGood = hint === null && reading.head !== null;
  return {
    ...{
      lastInstruction: hint,
      since,
      insideSinceMs: hint === guide.lastInstruction ? insideSinceMs : null,
    },
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
