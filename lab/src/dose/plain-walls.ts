/** Plain light walls as in people's homes: near white, grey or beige, with uneven light of a room. */
import type { Rgb } from "@gradphoto/domain/photo-standard";

export interface PlainWall {
  readonly name: string;
  readonly colour: Rgb;
  /** Share by which light decreases from the left to the right edge. Negative from right to left. */
  readonly across: number;
  /** Share by which light decreases from the top to the bottom edge. */
  readonly down: number;
  /** Share of light that the lens loses in the corners, person included. */
  readonly vignette: number;
}

export const plainWalls: readonly PlainWall[] = [
  { name: "white", colour: { r: 240, g: 240, b: 238 }, across: 0.05, down: 0.06, vignette: 0.06 },
  {
    name: "near white, warm",
    colour: { r: 232, g: 228, b: 219 },
    across: -0.08,
    down: 0.08,
    vignette: 0.1,
  },
  {
    name: "light grey",
    colour: { r: 214, g: 215, b: 217 },
    across: 0.1,
    down: 0.05,
    vignette: 0.08,
  },
  { name: "grey", colour: { r: 190, g: 191, b: 192 }, across: -0.06, down: 0.1, vignette: 0.12 },
  { name: "beige", colour: { r: 222, g: 208, b: 184 }, across: 0.07, down: -0.06, vignette: 0.08 },
  {
    name: "cool white",
    colour: { r: 226, g: 231, b: 236 },
    across: -0.1,
    down: 0.04,
    vignette: 0.05,
  },
];
