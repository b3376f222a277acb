/** Who is killed at which step of which run: every step with every victim once, and one more at random. */
import { type Victim, victims } from "./victims.ts";

export interface Kill {
  /** 1, 2, 3 … of the story. */
  readonly step: number;
  readonly victim: Victim;
  /** From the step's begin. */
  readonly afterMs: number;
}

const latestMs = 400;

export function planKills(runs: number, steps: number, seed: number): readonly (readonly Kill[])[] {
  const random = randomFrom(seed);
  const afterMs = (): number => Math.floor(random() * latestMs);
  const pick = <T>(from: readonly T[], otherwise: T): T => from[Math.floor(random() * from.length)] ?? otherwise;
  const stepsOfAll = Array.from({ length: steps }, (_, index) => index + 1);
  const every = stepsOfAll.flatMap((step) => victims.map((victim) => ({ step, victim, afterMs: afterMs() })));
  return Array.from({ length: runs }, (_, run) => [
    ...every.filter((_kill, index) => index % runs === run),
    { step: pick(stepsOfAll, 1), victim: pick(victims, "api"), afterMs: afterMs() },
  ]);
}

/** mulberry32: the same numbers from the same seed everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
