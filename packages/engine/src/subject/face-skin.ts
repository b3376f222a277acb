/** Lightness and colour of the skin inside the face. */
import type { Lab } from "../maths/colour.ts";
import { outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classAt } from "./class-shares.ts";
import { labAt } from "./lab-patch.ts";
import { insideOutline } from "./parts.ts";
import type { PersonReading } from "./subject.ts";

const step = 0.03;
const shrink = 0.92;
const sureSkin = 0.7;

/** Colours at the points of the face oval that are surely face skin. */
export function faceSkin(subject: PersonReading): Lab[] {
  return insideOutline(subject, outline.faceOval, shrink, step).flatMap((point) => {
    if (!(classAt(subject.classes, point, personClass.faceSkin) > sureSkin)) return [];
    return labAt(subject.faceColours, point) ?? [];
  });
}
