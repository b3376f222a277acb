/** Dark lenses. Clear glasses show the eye's own skin between lid and frame; dark ones do not. */
import { outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { insideOutline, meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

const eyes = [outline.rightEye, outline.leftEye];
/** Growth of the eye's outline to include the lids. */
const growth = 1.3;

export const sunglasses = personCheck({
  id: "sunglasses",
  measure: (subject) => ({
    // Uses the lower value of both eyes: a reflection or the frame can cover one eye without dark lenses.
    value: Math.min(
      ...eyes.map((eye) =>
        classShares(subject.classes, insideOutline(subject, eye, growth, 0.03)).share(personClass.other),
      ),
    ),
    shapes: eyes.map((eye) => ({ kind: "outline", points: meshPoints(subject, eye) })),
  }),
});
