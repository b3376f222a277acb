/** Is the file compressed gently enough? */
import { resultCheck } from "./check.ts";

export const quality = resultCheck({
  id: "quality",
  advice: { zh: "请用本系统重新制作标准照", en: "Make the standard photo again with this system" },
  measure: ({ jpeg }) => ({ value: jpeg.quality }),
});
