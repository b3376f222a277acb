/** Covered shoulders, read just below the upper outline of the body, left and right of the neck. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { mean } from "../maths/statistics.ts";
import { landmark } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classAt, classShares } from "../subject/class-shares.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Columns next to the chin, in eye distances; the outline is below this height over the chin. */
const columns = Array.from({ length: 11 }, (_, i) => 1.5 + 0.1 * i);
const startAboveChin = 0.4;
const outlineStep = 0.03;
const bodyShare = 0.55;
/** Range below the outline in which the shoulder is sampled. */
const band = { from: 0.15, to: 0.8, step: 0.05 };
const fewestPoints = 4;
const onItsSideDeg = 45;

export const sleeveless = personCheck({
  id: "sleeveless",
  measure: (subject) => {
    // A photo on its side has its shoulders elsewhere; `head-tilt` reports it.
    if (Math.abs(subject.frame.rollDeg) > onItsSideDeg) return { value: null };
    const shoulders = [-1, 1].map((side) => shoulderPoints(subject, side));
    const bare = shoulders.flatMap((points) => {
      const shares = classShares(subject.classes, points);
      const skin = shares.sum(personClass.bodySkin);
      const body = skin + shares.sum(personClass.clothes);
      return body < fewestPoints ? [] : skin / body;
    });
    if (bare.length === 0) return { value: null };
    return { value: mean(bare), shapes: [{ kind: "points", points: shoulders.flat() }] };
  },
});

/** Points on one side of the chin, below the start of clothes or skin. */
function shoulderPoints({ points, frame: { iodPx }, classes }: PersonSubject, side: number): Point[] {
  const chin = points[landmark.chin]!;
  const bottom = classes.part.top + classes.part.height;
  return columns.flatMap((across) => {
    const x = chin.x + side * across * iodPx;
    const isBody = (y: number): boolean =>
      classAt(classes, { x, y }, personClass.clothes) + classAt(classes, { x, y }, personClass.bodySkin) > bodyShare;
    let y = chin.y - startAboveChin * iodPx;
    while (y < bottom && !isBody(y)) y += outlineStep * iodPx;
    if (y >= bottom) return [];
    const places: Point[] = [];
    for (let below = band.from; below <= band.to + 1e-9; below += band.step) places.push({ x, y: y + below * iodPx });
    return places;
  });
}
