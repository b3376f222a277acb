/** Looks of the synthetic person, and the drawing tools shared by its parts. */

/** `loose` is long hair with strands that extend far out. */
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

/** Complies with all rules: upright, eyes open, lips closed, ears and forehead bare, a dark green shirt. */
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
