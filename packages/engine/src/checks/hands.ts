/** Hands over the mouth and elsewhere in the photo. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import { outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { insideOutline, meshPoints } from "../subject/parts.ts";
import type { DetectedHand } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Share of the lower face into which neck skin may reach. */
const neckShare = 0.05;

/** Hand over the mouth. */
export const occludedMouth = personCheck({
  id: "occluded-mouth",
  measure: (subject) => {
    const mouth = classShares(subject.classes, insideOutline(subject, outline.mouth, 1, 0.04));
    const lower = classShares(subject.classes, insideOutline(subject, outline.lowerFace, 1, 0.04));
    return {
      value: Math.max(
        mouth.share(personClass.bodySkin),
        lower.share(personClass.bodySkin) - neckShare,
      ),
      shapes: [{ kind: "outline", points: meshPoints(subject, outline.lowerFace) }],
    };
  },
});

/** Minimum probability of a hand. The network's own threshold is 0.5; this one includes hands just below it. */
const minPresence = 0.3;
/**
 * Number of parts of the picture in which a hand is detected. A bare shoulder or sleeve is mistaken for a hand in only
 * one.
 */
const sureViews = 2;

/** Hands inside the finished photo. */
export const handInFrame = personCheck({
  id: "hand-in-frame",
  measure: ({ hands: detected, spec }) => {
    const hands = detected.filter(({ presence }) => presence >= minPresence);
    const sure = maxPresence(hands.filter(({ views }) => views >= sureViews));
    const refuses = sure > (limitsOf("hand-in-frame", spec).fail?.max ?? 1);
    return {
      value: refuses ? sure : maxPresence(hands),
      shapes: hands.map(({ box: { left, top, width, height } }) => ({
        kind: "box",
        x: left,
        y: top,
        width,
        height,
      })),
      ...(refuses ? {} : { atMost: "warn" }),
    };
  },
});

const maxPresence = (hands: readonly DetectedHand[]): number =>
  hands.reduce((most, { presence }) => Math.max(most, presence), 0);
