/** Hand over the mouth. */
import { outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { insideOutline, meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

/** Share of the lower face into which neck skin may reach. */
const neckShare = 0.05;

export const occludedMouth = personCheck({
  id: "occluded-mouth",
  measure: (subject) => {
    const mouth = classShares(subject.classes, insideOutline(subject, outline.mouth, 1, 0.04));
    const lower = classShares(subject.classes, insideOutline(subject, outline.lowerFace, 1, 0.04));
    return {
      value: Math.max(mouth.share(personClass.bodySkin), lower.share(personClass.bodySkin) - neckShare),
      shapes: [{ kind: "outline", points: meshPoints(subject, outline.lowerFace) }],
    };
  },
});
