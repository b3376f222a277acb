/** Is the background of the finished photo flat and of the spec's colour? */
import { backgroundDeviation } from "../subject/flat-background.ts";
import { resultCheck } from "./check.ts";

export const backgroundColour = resultCheck({
  id: "background-colour",
  title: { zh: "背景颜色", en: "Background colour" },
  quantity: { zh: "背景与规定颜色的最大偏差", en: "Largest difference from the set colour" },
  advice: {
    zh: "请站到与头发、衣服颜色分明的白墙前重拍；他处做的照片请用本系统重新制作",
    en: "Take it again before a white wall that hair and clothes stand out from; a photo made elsewhere, make again here",
  },
  unit: "code",
  // JPEG itself moves the colour by one; see the spec's background rule.
  limits: { fail: { max: 2 } },
  measure: ({ decoded, spec, measured }) => {
    const chinRow = measured ? measured.hairTopPx + measured.headHeightPx : decoded.height;
    return { value: backgroundDeviation(decoded, spec.background, chinRow) };
  },
});
