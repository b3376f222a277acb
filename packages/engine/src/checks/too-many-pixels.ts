/** Number of pixels, which must be safe to decode. */
import { type Bilingual, limitsOf } from "@gradphoto/domain/photo-standard";
import { fileCheck } from "./check.ts";

export const tooManyPixels = fileCheck({
  id: "too-many-pixels",
  measure: ({ megapixels, spec }) => {
    const { max = 0 } = limitsOf("too-many-pixels", spec).fail ?? {};
    return { value: megapixels, message: megapixels === 0 ? unread : sized(megapixels, max) };
  },
});

const unread: Bilingual = { zh: "没有读到照片的像素数。", en: "The number of pixels was not read." };
/** The size of a photo is stated in 万 in Chinese and in megapixels in English. */
const sized = (megapixels: number, most: number): Bilingual => ({
  zh: `照片共 ${Math.round(megapixels * 100)} 万像素（上限 ${most * 100} 万）。`,
  en: `The photo has ${megapixels.toFixed(1)} megapixels (at most ${most}).`,
});
