/** Blue clothes in front of a blue background. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { chromaOf, hueOf, type Lab } from "../maths/colour.ts";
import { boundsOf } from "../maths/plane.ts";
import { clamp } from "../maths/statistics.ts";
import { personClass } from "../models/person-classes.ts";
import { cellOffset } from "../subject/class-shares.ts";
import { toFace } from "../subject/face-frame.ts";
import { chinV } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

const sureCloth = 0.7;
/**
 * Cloth looks blue from the first chroma on, and vividly blue from the second: white cloth in the shade of a blue sky
 * is in between.
 */
const blueChroma = { from: 12, to: 30 };
const blueHueDeg = { from: 225, to: 305 };
const everyPixel = 2;
/** A smaller area of cloth, in square eye distances, is not conclusive. */
const leastArea = 0.5;

export const blueClothes = personCheck({
  id: "blue-clothes",
  measure: (subject) => {
    const { count, area, blue, blueness } = clothColours(subject);
    if (area < leastArea) return { value: null };
    if (blue.length === 0) return { value: 0 };
    const { left, top, width, height } = boundsOf(blue);
    return { value: blueness / count, shapes: [{ kind: "box", x: left, y: top, width, height }] };
  },
});

interface ClothColours {
  /** Number of sampled places that are surely cloth. */
  readonly count: number;
  /** In square eye distances. */
  readonly area: number;
  readonly blue: readonly Point[];
  /** Sum over the places of how clearly blue each is, 0..1. */
  readonly blueness: number;
}

function clothColours(subject: PersonSubject): ClothColours {
  const { personColours: patch, frame, classes } = subject;
  const chin = chinV(subject);
  const stepX = patch.part.width / patch.width;
  const stepY = patch.part.height / patch.height;
  const blue: Point[] = [];
  let count = 0;
  let blueness = 0;
  for (let row = 0; row < patch.height; row += everyPixel) {
    const y = patch.part.top + (row + 0.5) * stepY;
    for (let column = 0; column < patch.width; column += everyPixel) {
      const x = patch.part.left + (column + 0.5) * stepX;
      const cell = cellOffset(classes, x, y);
      if (cell < 0 || classes.probabilities[cell + personClass.clothes]! < sureCloth) continue;
      if (toFace(frame, { x, y }).v < chin) continue;
      count++;
      const i = row * patch.width + column;
      const here = bluenessOf({ l: patch.l[i]!, a: patch.a[i]!, b: patch.b[i]! });
      if (here > 0) blue.push({ x, y });
      blueness += here;
    }
  }
  return { count, area: count * ((everyPixel * stepX) / frame.iodPx) ** 2, blue, blueness };
}

function bluenessOf(lab: Lab): number {
  const hue = hueOf(lab);
  if (hue <= blueHueDeg.from || hue >= blueHueDeg.to) return 0;
  return clamp((chromaOf(lab) - blueChroma.from) / (blueChroma.to - blueChroma.from), 0, 1);
}
