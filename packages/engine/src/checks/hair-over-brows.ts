/** Hair over the brows. */
import { outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { insideOutline, meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

const brows = [outline.rightBrow, outline.leftBrow];

export const hairOverBrows = personCheck({
  id: "hair-over-brows",
  measure: (subject) => ({
    value: Math.max(
      ...brows.map((brow) =>
        classShares(subject.classes, insideOutline(subject, brow, 1, 0.03)).share(personClass.hair),
      ),
    ),
    shapes: brows.map((brow) => ({ kind: "outline", points: meshPoints(subject, brow) })),
  }),
});
