/** Are glasses worn? Those who always wear them may. */
import { frameBox } from "../subject/parts.ts";
import { glassesShare, lensBoxes } from "../subject/worn.ts";
import { personCheck } from "./check.ts";

export const glasses = personCheck({
  id: "glasses",
  advice: {
    zh: "平时不戴眼镜请摘下；常戴眼镜可以保留，但镜片须无色、无反光，镜框不挡眼睛",
    en: "Take glasses off if you do not always wear them; if you do, lenses must be clear, without reflections, and frames off the eyes",
  },
  measure: (subject) => ({
    value: glassesShare(subject),
    shapes: lensBoxes.map((lens) => ({
      kind: "outline",
      points: frameBox(subject, lens.u0, lens.u1, lens.v0, lens.v1),
    })),
  }),
});
