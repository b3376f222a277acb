/** Clothes: colour, contrast with the background, covered shoulders. */
import { limitsOf, onItsSideDeg, type Point } from "@gradphoto/domain/photo-standard";
import { chromaOf, differenceOf, hueOf, type Lab, labOf } from "../maths/colour.ts";
import { boundsOf } from "../maths/plane.ts";
import { clamp, mean, percentile } from "../maths/statistics.ts";
import { landmark } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { cellOffset, classAt, classShares } from "../subject/class-shares.ts";
import { toFace } from "../subject/face-frame.ts";
import { labAt } from "../subject/lab-patch.ts";
import { chinV } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

const sureCloth = 0.7;
/**
 * Chroma from which cloth looks blue, and from which it looks vividly blue. White cloth in the shade of a blue sky is
 * in between.
 */
const blueChroma = { from: 12, to: 30 };
const blueHueDeg = { from: 225, to: 305 };
const everyPixel = 2;
/** Minimum area of cloth, in square eye distances. A smaller one is not conclusive. */
const minArea = 0.5;

/** Blue clothes in front of a blue background. */
export const blueClothes = personCheck({
  id: "blue-clothes",
  measure: (subject) => {
    const { count, area, blue, blueness } = clothColours(subject);
    if (area < minArea)
      return {
        value: null,
        why: { zh: "看得到的衣服太少", en: "too little of the clothes is visible" },
      };
    if (blue.length === 0) return { value: 0 };
    const { left, top, width, height } = boundsOf(blue);
    return { value: blueness / count, shapes: [{ kind: "box", x: left, y: top, width, height }] };
  },
});

interface ClothColours {
  /** Number of sampled places that are surely cloth. */
  readonly count: number;
  /** Area in square eye distances. */
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

const noShoulders = {
  value: null,
  why: { zh: "看不到肩膀", en: "the shoulders are not visible" },
} as const;

/** Contrast of the clothes with the future background. */
export const lowContrast = personCheck({
  id: "low-contrast",
  measure: (subject) => {
    const shoulders = clothesEdge(subject);
    const background = labOf(subject.spec.background);
    const differences = shoulders.flatMap((point) => {
      const cloth = labAt(subject.personColours, point);
      return cloth ? differenceOf(cloth, background) : [];
    });
    if (differences.length < minEdgePoints) return noShoulders;
    return {
      value: percentile(differences, minQuarter),
      shapes: [{ kind: "points", points: shoulders }],
    };
  },
});

/** Minimum share of the shoulder line. A quarter without contrast is enough to spoil its outline. */
const minQuarter = 0.25;
const minEdgePoints = 6;
/** Columns next to the chin, in eye distances. The outline is below this height over the chin. */
const edgeColumns = Array.from({ length: 17 }, (_, i) => 1 + 0.1 * i);
const startAboveChin = 0.4;
const outlineStep = 0.03;
/** Distance into the cloth at which its own colour is visible, not the edge's. */
const inside = 0.15;

/** Returns points just below the upper outline of the clothes, left and right of the neck. */
function clothesEdge({ points, frame: { iodPx }, classes }: PersonSubject): Point[] {
  const chin = points[landmark.chin]!;
  const bottom = classes.part.top + classes.part.height;
  return edgeColumns.flatMap((u) =>
    [-u, u].flatMap((across) => {
      const x = chin.x + across * iodPx;
      for (let y = chin.y - startAboveChin * iodPx; y < bottom; y += outlineStep * iodPx) {
        if (classAt(classes, { x, y }, personClass.clothes) < 0.5) continue;
        const within = { x, y: y + inside * iodPx };
        return classAt(classes, within, personClass.clothes) > 0.8 ? [within] : [];
      }
      return [];
    }),
  );
}

/** Columns next to the chin, in eye distances. */
const shoulderColumns = Array.from({ length: 11 }, (_, i) => 1.5 + 0.1 * i);
const bodyShare = 0.55;
/** Range below the outline in which the shoulder is sampled. */
const band = { from: 0.15, to: 0.8, step: 0.05 };
const minPoints = 4;

/** Covered shoulders, read just below the upper outline of the body, left and right of the neck. */
export const sleeveless = personCheck({
  id: "sleeveless",
  measure: (subject) => {
    // In a photo on its side the shoulders are elsewhere; `head-tilt` reports it.
    if (Math.abs(subject.frame.rollDeg) > onItsSideDeg) {
      return { value: null, why: { zh: "照片横着或倒着", en: "the photo lies on its side" } };
    }
    const shoulders = [-1, 1].map((side) => shoulderPoints(subject, side));
    const bare = shoulders.flatMap((points) => {
      const shares = classShares(subject.classes, points);
      const skin = shares.sum(personClass.bodySkin);
      const body = skin + shares.sum(personClass.clothes);
      return body < minPoints ? [] : skin / body;
    });
    if (bare.length === 0) return noShoulders;
    const isOneSided = baresOneSide(subject);
    if (
      isOneSided &&
      bare.length === 1 &&
      mean(bare) > (limitsOf("sleeveless", subject.spec).warn?.max ?? 1)
    ) {
      return { value: null, why: { zh: "只看得到一侧肩膀", en: "only one shoulder is visible" } };
    }
    return {
      value: isOneSided ? Math.min(...bare) : mean(bare),
      shapes: [{ kind: "points", points: shoulders.flat() }],
    };
  },
});

/**
 * Returns true if a raised arm, a turn or a tilt of the head may make one shoulder look bare under sleeves. The less
 * bare shoulder then counts.
 */
function baresOneSide({ hands, headPose, frame, spec }: PersonSubject): boolean {
  return (
    hands.some(({ presence }) => presence > (limitsOf("hand-in-frame", spec).warn?.max ?? 1)) ||
    Math.abs(headPose.yawDeg) > (limitsOf("not-frontal", spec).fail?.max ?? 90) ||
    Math.abs(frame.rollDeg) > (limitsOf("head-tilt", spec).fail?.max ?? 90)
  );
}

/** Returns points on one side of the chin, below the start of clothes or skin. */
function shoulderPoints(
  { points, frame: { iodPx }, classes }: PersonSubject,
  side: number,
): Point[] {
  const chin = points[landmark.chin]!;
  const bottom = classes.part.top + classes.part.height;
  return shoulderColumns.flatMap((across) => {
    const x = chin.x + side * across * iodPx;
    const isBody = (y: number): boolean =>
      classAt(classes, { x, y }, personClass.clothes) +
        classAt(classes, { x, y }, personClass.bodySkin) >
      bodyShare;
    let y = chin.y - startAboveChin * iodPx;
    while (y < bottom && !isBody(y)) y += outlineStep * iodPx;
    if (y >= bottom) return [];
    const places: Point[] = [];
    for (let below = band.from; below <= band.to + 1e-9; below += band.step)
      places.push({ x, y: y + below * iodPx });
    return places;
  });
}
