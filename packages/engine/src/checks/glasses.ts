/** Are glasses worn? Those who always wear them may. */
import { frameBox } from "../subject/parts.ts";
import { glassesShare, lensBoxes, wornShare } from "../subject/worn.ts";
import { personCheck } from "./check.ts";

export const glasses = personCheck({
  id: "glasses",
  title: { zh: "戴着眼镜", en: "Glasses worn" },
  quantity: { zh: "眼部被镜框或镜片占据的比例", en: "Share of the eye region taken by frames or lenses" },
  advice: {
    zh: "平时不戴眼镜请摘下；常戴眼镜可以保留，但镜片须无色、无反光，镜框不挡眼睛",
    en: "Take glasses off if you do not always wear them; if you do, lenses must be clear, without reflections, and frames off the eyes",
  },
  unit: "share",
  limits: { warn: { max: wornShare } },
  measure: (subject) => ({
    value: glassesShare(subject),
    shapes: lensBoxes.map((lens) => ({
      kind: "outline",
      points: frameBox(subject, lens.u0, lens.u1, lens.v0, lens.v1),
    })),
  }),
});
