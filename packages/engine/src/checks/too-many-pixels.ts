/** Is the picture small enough to be decoded safely? */
import { fileCheck } from "./check.ts";

export const tooManyPixels = fileCheck({
  id: "too-many-pixels",
  advice: {
    zh: "请把手机相机设为普通分辨率（1200 万像素足够）再拍一张",
    en: "Set the phone's camera to its usual resolution (12 megapixels are plenty) and take it again",
  },
  measure: ({ megapixels }) => ({ value: megapixels }),
});
