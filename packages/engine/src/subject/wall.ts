/** What the wall behind the person looks like, measured away from the person's edge. */
import { deviation, mean } from "../maths/statistics.ts";
import { personClass } from "../models/person-classes.ts";
import { cellOffset } from "./class-shares.ts";
import type { PersonSubject } from "./subject.ts";

export interface Wall {
  /** Share of the person's part of the picture. */
  readonly area: number;
  /** Share of wall pixels at a brightness edge. */
  readonly edges: number;
  /** Spread of lightness, of colour, and of both. */
  readonly spreadL: number;
  readonly spreadColour: number;
  readonly spread: number;
  /** Difference of mean lightness between the left and the right half. */
  readonly halves: number;
}

/** Surely wall: the background class here and this many class cells around. */
const sureShare = 0.9;
const clearance = 6;
/** A lightness step this large over `edgeReach` patch pixels is an edge. */
const edgeStep = 8;
const edgeReach = 1;

/** null when too little wall shows. */
export function wallOf({ personColours: patch, classes }: PersonSubject): Wall | null {
  const { width, height, l, a, b } = patch;
  const isWall = new Uint8Array(width * height);
  const cellX = classes.part.width / 256;
  const cellY = classes.part.height / 256;
  const sure = (x: number, y: number): boolean => {
    const at = cellOffset(classes, x, y);
    return at < 0 || classes.probabilities[at + personClass.background]! >= sureShare;
  };
  for (let row = 0; row < height; row++) {
    const y = patch.part.top + ((row + 0.5) / height) * patch.part.height;
    for (let column = 0; column < width; column++) {
      const x = patch.part.left + ((column + 0.5) / width) * patch.part.width;
      const reachX = clearance * cellX;
      const reachY = clearance * cellY;
      if (sure(x, y) && sure(x - reachX, y) && sure(x + reachX, y) && sure(x, y - reachY) && sure(x, y + reachY)) {
        isWall[row * width + column] = 1;
      }
    }
  }
  const ls: number[] = [];
  const as: number[] = [];
  const bs: number[] = [];
  const half: readonly [number[], number[]] = [[], []];
  let edges = 0;
  let probed = 0;
  for (let row = edgeReach; row < height - edgeReach; row++) {
    for (let column = edgeReach; column < width - edgeReach; column++) {
      const i = row * width + column;
      if (!isWall[i]) continue;
      ls.push(l[i]!);
      as.push(a[i]!);
      bs.push(b[i]!);
      half[column < width / 2 ? 0 : 1].push(l[i]!);
      probed++;
      const dx = l[i + edgeReach]! - l[i - edgeReach]!;
      const dy = l[i + edgeReach * width]! - l[i - edgeReach * width]!;
      if (Math.hypot(dx, dy) > edgeStep) edges++;
    }
  }
  if (probed < 150) return null;
  const spreadL = deviation(ls);
  const spreadColour = Math.hypot(deviation(as), deviation(bs));
  return {
    area: probed / (width * height),
    edges: edges / probed,
    spreadL,
    spreadColour,
    spread: Math.hypot(spreadL, spreadColour),
    halves: half.every((part) => part.length > 30) ? Math.abs(mean(half[0]) - mean(half[1])) : 0,
  };
}
