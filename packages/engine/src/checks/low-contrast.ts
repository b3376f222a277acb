/** Contrast of the clothes with the future background. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { differenceOf, labOf } from "../maths/colour.ts";
import { percentile } from "../maths/statistics.ts";
import { landmark } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classAt } from "../subject/class-shares.ts";
import { labAt } from "../subject/lab-patch.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

export const lowContrast = personCheck({
  id: "low-contrast",
  measure: (subject) => {
    const shoulders = shoulderPoints(subject);
    const background = labOf(subject.spec.background);
    const differences = shoulders.flatMap((point) => {
      const cloth = labAt(subject.personColours, point);
      return cloth ? differenceOf(cloth, background) : [];
    });
    if (differences.length < fewestPoints) return { value: null };
    return { value: percentile(differences, leastQuarter), shapes: [{ kind: "points", points: shoulders }] };
  },
});

/** A quarter of the shoulder line without contrast is enough to spoil its outline. */
const leastQuarter = 0.25;
const fewestPoints = 6;
/** Columns next to the chin, in eye distances; the outline is below this height over the chin. */
const columns = Array.from({ length: 17 }, (_, i) => 1 + 0.1 * i);
const startAboveChin = 0.4;
const step = 0.03;
/** Distance into the cloth at which its own colour is visible, not the edge's. */
const inside = 0.15;

/** Points just below the upper outline of the clothes, left and right of the neck. */
function shoulderPoints({ points, frame: { iodPx }, classes }: PersonSubject): Point[] {
  const chin = points[landmark.chin]!;
  const bottom = classes.part.top + classes.part.height;
  return columns.flatMap((u) =>
    [-u, u].flatMap((across) => {
      const x = chin.x + across * iodPx;
      for (let y = chin.y - startAboveChin * iodPx; y < bottom; y += step * iodPx) {
        if (classAt(classes, { x, y }, personClass.clothes) < 0.5) continue;
        const within = { x, y: y + inside * iodPx };
        return classAt(classes, within, personClass.clothes) > 0.8 ? [within] : [];
      }
      return [];
    }),
  );
}
