/** Is the picture small enough to be decoded safely? */
import { type Bilingual, exactFigure, limitsOf } from "@gradphoto/domain/photo-standard";
import { fileCheck } from "./check.ts";

export const tooManyPixels = fileCheck({
  id: "too-many-pixels",
  advice: {
    zh: "请把手机相机设为普通分辨率（1200 万像素足够）再拍一张",
    en: "Set the phone's camera to its usual resolution (12 megapixels are plenty) and take it again",
  },
  measure: ({ megapixels, spec }) => {
    const { max = 0 } = limitsOf("too-many-pixels", spec).fail ?? {};
    return { value: megapixels, message: megapixels === 0 ? unread : sized(megapixels, exactFigure(max, "count")) };
  },
});

const unread: Bilingual = { zh: "没有读到照片的像素数。", en: "The number of pixels was not read." };
/** Small photos have less than one million. */
const sized = (megapixels: number, most: string): Bilingual => ({
  zh: `照片像素总数（百万） ${megapixels.toFixed(1)}，应不超过 ${most}。`,
  en: `Megapixels: ${megapixels.toFixed(1)}; it should be at most ${most}.`,
});
