/** Are glasses worn? Those who always wear them may. */
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { faceGrid } from "../subject/face-frame.ts";
import { frameBox } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

const bridge = { u0: -0.15, u1: 0.15, v0: -0.15, v1: 0.15 };
const lenses = [
  { u0: -0.85, u1: -0.15, v0: -0.2, v1: 0.35 },
  { u0: 0.15, u1: 0.85, v0: -0.2, v1: 0.35 },
];

export const glasses = personCheck({
  id: "glasses",
  title: { zh: "戴着眼镜", en: "Glasses worn" },
  quantity: { zh: "眼部被镜框或镜片占据的比例", en: "Share of the eye region taken by frames or lenses" },
  advice: {
    zh: "平时不戴眼镜请摘下；常戴眼镜可以保留，但镜片须无色、无反光，镜框不挡眼睛",
    en: "Take glasses off if you do not always wear them; if you do, lenses must be clear, without reflections, and frames off the eyes",
  },
  unit: "share",
  limits: { warn: { max: 0.12 } },
  measure: (subject) => {
    const share = (points: ReturnType<typeof faceGrid>) =>
      classShares(subject.classes, points).share(personClass.other);
    const onBridge = share(faceGrid(subject.frame, bridge, 0.04));
    const onLenses = share(lenses.flatMap((lens) => faceGrid(subject.frame, lens, 0.04)));
    return {
      value: Math.max(onBridge, onLenses),
      shapes: lenses.map((lens) => ({
        kind: "outline",
        points: frameBox(subject, lens.u0, lens.u1, lens.v0, lens.v1),
      })),
    };
  },
});
