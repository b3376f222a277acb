/** What the synthetic person can look like, and the small tools its drawings share. */

/** `loose` is long hair with strands that stand far out. */
export type Hair = "short" | "long" | "loose";

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
