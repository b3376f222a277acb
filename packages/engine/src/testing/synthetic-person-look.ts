/** What the synthetic person can look like, and the small tools its drawings share. */

export type Hair = "short" | "long";

export interface PersonLook {
  readonly tiltDeg: number;
  readonly eyes: "open" | "closed";
  readonly mouth: "closed" | "open" | "smile";
  readonly hair: Hair;
  /** CSS colours. */
  readonly hairColour: string;
  readonly clothesColour: string;
}

/** Upright, eyes open, lips closed, ears and forehead bare, a dark green shirt: what the rules ask for. */
export const lawfulLook: PersonLook = {
  tiltDeg: 0,
  eyes: "open",
  mouth: "closed",
  hair: "short",
  hairColour: "#221814",
  clothesColour: "#2f4a3a",
};

/** The same drawing on both sides of the middle line. */
export const mirrored = (half: string): string => `${half}<g transform="scale(-1,1)">${half}</g>`;

/** Numbers in 0..1 that look random, the same for the same seed (the mulberry32 generator). */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
