/** Glasses. People who always wear them may: this is reported but never fails the photo. */
import { frameBox } from "../subject/parts.ts";
import { glassesShare, lensBoxes, wornShare } from "../subject/worn.ts";
import { personCheck } from "./check.ts";

export const glasses = personCheck({
  id: "glasses",
  measure: (subject) => {
    const value = glassesShare(subject);
    if (value < wornShare) return { value, message: { zh: "没有戴眼镜。", en: "No glasses are worn." } };
    return {
      value,
      note: true,
      message: {
        zh: "戴着眼镜：常戴的可以保留，镜片须无色、无反光。",
        en: "Glasses are worn: who always wears them may, with clear lenses and no reflections.",
      },
      shapes: lensBoxes.map((lens) => ({
        kind: "outline",
        points: frameBox(subject, lens.u0, lens.u1, lens.v0, lens.v1),
      })),
    };
  },
});
