/** Hair over the forehead. */
import { foreheadLines } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { foreheadPoints, meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

export const hairOverForehead = personCheck({
  id: "hair-over-forehead",
  measure: (subject) => ({
    value: classShares(subject.classes, foreheadPoints(subject, 0.2)).share(personClass.hair),
    shapes: [
      {
        kind: "outline",
        points: [
          ...meshPoints(subject, foreheadLines.bottom),
          ...meshPoints(subject, [...foreheadLines.top].reverse()),
        ],
      },
    ],
  }),
});
