/** Headwear. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { faceGrid } from "../subject/face-frame.ts";
import { foreheadPoints, frameBox } from "../subject/parts.ts";
import { wearsScarf } from "../subject/worn.ts";
import { personCheck } from "./check.ts";

/** Region above the brows, in eye distances. */
const aboveFace = { u0: -1, u1: 1, v0: -1.9, v1: -0.6 };
/** Weight of cloth on the forehead, relative to cloth above it. */
const foreheadWeight = 3;

export const headwear = personCheck({
  id: "headwear",
  measure: (subject) => {
    const above = classShares(subject.classes, faceGrid(subject.frame, aboveFace, 0.06));
    const cloth = above.sum(personClass.clothes) + above.sum(personClass.other);
    const head =
      cloth + above.sum(personClass.hair) + above.sum(personClass.bodySkin) + above.sum(personClass.faceSkin);
    const top = head > 0 ? cloth / head : 0;
    const forehead = classShares(subject.classes, foreheadPoints(subject, 0.2));
    const onForehead = forehead.share(personClass.clothes) + forehead.share(personClass.other);
    return {
      value: Math.max(top, Math.min(1, foreheadWeight * onForehead)),
      shapes: [{ kind: "outline", points: frameBox(subject, aboveFace.u0, aboveFace.u1, aboveFace.v0, aboveFace.v1) }],
      ...(wearsScarf(subject) || top < (limitsOf("headwear", subject.spec).fail?.max ?? 1) ? { atMost: "warn" } : {}),
    };
  },
});
