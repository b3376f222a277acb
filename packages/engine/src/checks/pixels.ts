/** Is the finished photo exactly as large as the spec says, a plain baseline colour JPEG without metadata? */
import { resultCheck } from "./check.ts";

export const pixels = resultCheck({
  id: "pixels",
  title: { zh: "像素尺寸与格式", en: "Pixel size and format" },
  quantity: { zh: "不符合的格式项", en: "Format facts that differ" },
  advice: { zh: "请用本系统重新制作标准照", en: "Make the standard photo again with this system" },
  unit: "count",
  limits: { fail: { max: 0 } },
  measure: ({ jpeg, spec }) => ({
    value: [
      jpeg.width !== spec.widthPx,
      jpeg.height !== spec.heightPx,
      !jpeg.baseline,
      jpeg.components !== 3,
      jpeg.hasExif,
      jpeg.hasIcc,
    ].filter(Boolean).length,
  }),
});
