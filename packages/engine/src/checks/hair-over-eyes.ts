/** Hair over the eyes. */
import { outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { insideOutline, meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

const eyes = [outline.rightEye, outline.leftEye];
/** Growth of the eye's outline to include the lids. */
const growth = 1.3;

export const hairOverEyes = personCheck({
  id: "hair-over-eyes",
  measure: (subject) => ({
    value: Math.max(
      ...eyes.map((eye) =>
        classShares(subject.classes, insideOutline(subject, eye, growth, 0.03)).share(personClass.hair),
      ),
    ),
    shapes: eyes.map((eye) => ({ kind: "outline", points: meshPoints(subject, eye) })),
  }),
});
