/** Overexposure of the skin. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import { percentile } from "../maths/statistics.ts";
import { lightnessOf } from "../subject/face-skin.ts";
import { personCheck } from "./check.ts";

const isClipped = (l: number): boolean => l > 97;
/** Stray light leaves no dark pixel anywhere in the picture, nor in the face. */
const veilPictureL = 40;
const veilFaceL = 50;

export const overexposed = personCheck({
  id: "overexposed",
  measure: (subject) => {
    const warnShare = limitsOf("overexposed", subject.spec).warn?.max ?? 1;
    const lightness = lightnessOf(subject.skin);
    if (lightness.length === 0) return { value: null };
    const burnt = lightness.filter(isClipped).length / lightness.length;
    const veiled = percentile(subject.overview.l, 0.02) >= veilPictureL && percentile(lightness, 0.05) >= veilFaceL;
    return veiled && burnt <= warnShare ? { value: warnShare + 0.01, atMost: "warn" } : { value: burnt };
  },
});
