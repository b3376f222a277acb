/** Is the background of the finished photo flat and of the spec's colour? */
import { backgroundOf } from "../subject/flat-background.ts";
import { resultCheck } from "./check.ts";

export const backgroundColour = resultCheck({
  id: "background-colour",
  title: { zh: "背景颜色", en: "Background colour" },
  quantity: { zh: "背景与规定颜色的最大偏差", en: "Largest difference from the set colour" },
  advice: { zh: "请用本系统重新制作标准照", en: "Make the standard photo again with this system" },
  unit: "code",
  // JPEG itself moves the colour by one; see the spec's background rule.
  limits: { fail: { max: 2 } },
  measure: ({ decoded, spec }) => ({ value: backgroundOf(decoded, spec.background).farDeviation }),
});
