/** Is the background of the finished photo flat and of the spec's colour? */
import { backgroundDeviation } from "../subject/flat-background.ts";
import { resultCheck } from "./check.ts";

export const backgroundColour = resultCheck({
  id: "background-colour",
  measure: ({ decoded, spec, measured, cut }) => {
    const chinRow = measured ? measured.hairTopPx + measured.headHeightPx : decoded.height;
    return { value: backgroundDeviation(decoded, spec.background, chinRow, cut?.alpha ?? null) };
  },
});
