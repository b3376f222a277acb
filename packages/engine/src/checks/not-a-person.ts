/** Living person, as opposed to a statue, a drawing or a rendered figure. */
import { checkFacts } from "@gradphoto/domain/photo-standard";
import { chromaOf } from "../maths/colour.ts";
import { distance } from "../maths/plane.ts";
import { median } from "../maths/statistics.ts";
import { landmark, lidMiddles } from "../models/landmarks.ts";
import { highlightL } from "../subject/face-skin.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Without any colour it is a black-and-white photo, which `grayscale` reports. */
const colourless = 0.5;
/** Skin in a darker photo has lost its colour; `dark` warns of it. */
const darkestL = checkFacts.dark.limits.warn.min;
/** Skin of any tone has more chroma than this; stone has less. */
const skinChroma = 4;
/** Eyes 31 mm wide and open 13.5 mm in a face 130 mm wide: no person's eyes are larger, but drawn ones are. */
const largestEye = 0.025;
/** A face turned farther appears narrower than it is. */
const mostYawDeg = 20;

export const notAPerson = personCheck({
  id: "not-a-person",
  measure: (subject) => {
    const chroma = median(subject.skin.map(chromaOf));
    const lit = (highlightL(subject.skin) ?? 0) >= darkestL;
    const colour = chroma < colourless || !lit ? null : chroma / skinChroma;
    const eyes = Math.abs(subject.headPose.yawDeg) < mostYawDeg ? largestEye / eyeSize(subject) : null;
    const likeness = [colour, eyes].filter((part) => part !== null);
    return { value: likeness.length === 0 ? null : Math.min(...likeness) };
  },
});

/** The wider opened eye's gap times the eyes' mean width, divided by the face's width squared. */
function eyeSize({ points, faceWidthPx }: PersonSubject): number {
  const between = (a: number, b: number): number => distance(points[a]!, points[b]!);
  const gap = Math.max(...lidMiddles.map(([upper, lower]) => between(upper, lower)));
  const width =
    (between(landmark.rightEyeOuter, landmark.rightEyeInner) + between(landmark.leftEyeInner, landmark.leftEyeOuter)) /
    2;
  return (gap * width) / faceWidthPx ** 2;
}
