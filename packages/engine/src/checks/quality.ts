/** Is the file compressed gently enough? */
import { resultCheck } from "./check.ts";

export const quality = resultCheck({
  id: "quality",
  title: { zh: "压缩品质", en: "Compression quality" },
  quantity: { zh: "JPEG 品质系数", en: "JPEG quality" },
  advice: { zh: "请用本系统重新制作标准照", en: "Make the standard photo again with this system" },
  unit: "count",
  limits: ({ file }) => ({ fail: { min: file.minQuality } }),
  measure: ({ jpeg }) => ({ value: jpeg.quality }),
});
