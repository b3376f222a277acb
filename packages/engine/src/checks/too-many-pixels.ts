/** Is the picture small enough to be decoded safely? */
import { fileCheck } from "./check.ts";

export const tooManyPixels = fileCheck({
  id: "too-many-pixels",
  title: { zh: "照片像素总数", en: "Pixels in the photo" },
  quantity: { zh: "照片像素总数（百万）", en: "Megapixels" },
  advice: {
    zh: "请把手机相机设为普通分辨率（1200 万像素足够）再拍一张",
    en: "Set the phone's camera to its usual resolution (12 megapixels are plenty) and take it again",
  },
  unit: "count",
  // Own choice: the largest phone photos in common use are 50 megapixels.
  limits: { fail: { max: 50 } },
  measure: ({ megapixels }) => ({ value: megapixels }),
});
