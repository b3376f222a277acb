/** Is the background of the finished photo flat and of the spec's colour? */
import { backgroundDeviation } from "../subject/flat-background.ts";
import { resultCheck } from "./check.ts";

export const backgroundColour = resultCheck({
  id: "background-colour",
  advice: {
    zh: "请站到与头发、衣服颜色分明的白墙前重拍；他处做的照片请用本系统重新制作",
    en: "Take it again before a white wall that hair and clothes stand out from; a photo made elsewhere, make again here",
  },
  measure: ({ decoded, spec, measured, cut }) => {
    const chinRow = measured ? measured.hairTopPx + measured.headHeightPx : decoded.height;
    return { value: backgroundDeviation(decoded, spec.background, chinRow, cut?.alpha ?? null) };
  },
});
