/** Jewellery at the neck. Fine chains are below the resolution of the class map; a mask or scarf hides the neck. */
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { faceGrid } from "../subject/face-frame.ts";
import { chinV, frameBox } from "../subject/parts.ts";
import { maskShare, wearsScarf, wornShare } from "../subject/worn.ts";
import { personCheck } from "./check.ts";

const step = 0.05;

export const necklace = personCheck({
  id: "necklace",
  measure: (subject) => {
    if (maskShare(subject) >= wornShare || wearsScarf(subject)) return { value: null };
    const chin = chinV(subject);
    const box = { u0: -0.9, u1: 0.9, v0: chin + 0.05, v1: chin + 1.6 };
    return {
      value: classShares(subject.classes, faceGrid(subject.frame, box, step)).sum(personClass.other) * step * step,
      shapes: [{ kind: "outline", points: frameBox(subject, box.u0, box.u1, box.v0, box.v1) }],
    };
  },
});
