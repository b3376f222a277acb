/** Is the face bright enough? Dark skin in good light has bright highlights, and its picture has bright places; a dark photo has neither. */
import { median, percentile } from "../maths/statistics.ts";
import { outline } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

const highlightL = 55;
/** Lightness that the brightest twentieth of a well-lit picture reaches. */
const brightPlacesL = 75;

export const dark = personCheck({
  id: "dark",
  advice: {
    zh: "请到光线充足的室内，面向光源，再拍一张",
    en: "Go to a well-lit room, face the light, and take it again",
  },
  measure: (subject) => {
    const lightness = subject.skin.map(({ l }) => l);
    const lit = percentile(lightness, 0.95) >= highlightL || percentile(subject.overview.l, 0.95) >= brightPlacesL;
    return {
      value: median(lightness),
      shapes: [{ kind: "outline", points: meshPoints(subject, outline.faceOval) }],
      ...(lit ? { atMost: "warn" } : {}),
    };
  },
});
