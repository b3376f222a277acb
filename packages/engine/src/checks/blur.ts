/** Focus of the face. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import { faceSharpness } from "../subject/sharpness.ts";
import { personCheck } from "./check.ts";

/** Share of detail left after a nine-pixel mean: a picture with little detail keeps much of it. */
const blurredShare = 0.62;

export const blur = personCheck({
  id: "blur",
  measure: (subject) => {
    const { detail, leftAfterBlur } = faceSharpness(subject);
    const { fail, warn } = limitsOf("blur", subject.spec);
    const isSoft = leftAfterBlur >= blurredShare && detail >= (fail?.min ?? 0);
    return { value: isSoft && warn?.min !== undefined ? Math.min(detail, warn.min - 0.1) : detail };
  },
});
