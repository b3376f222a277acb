/** Flatness and colour of the finished photo's background, against the spec. */
import { backgroundDeviation } from "../subject/flat-background.ts";
import { resultCheck } from "./check.ts";

export const backgroundColour = resultCheck({
  id: "background-colour",
  measure: ({ decoded, spec, measured, cut }) => {
    const chinRow = measured ? measured.hairTopPx + measured.headHeightPx : decoded.height;
    return { value: backgroundDeviation(decoded, spec.background, chinRow, cut?.alpha ?? null) };
  },
});
