/** Lightness and colour of the skin inside the face. */
import type { Lab } from "../maths/colour.ts";
import { percentile } from "../maths/statistics.ts";
import { outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classAt } from "./class-shares.ts";
import { labAt } from "./lab-patch.ts";
import { insideOutline } from "./parts.ts";
import type { PersonReading } from "./subject.ts";

const step = 0.03;
const shrink = 0.92;
const sureSkin = 0.7;

/** Returns the colours at the points of the face oval that are certainly face skin. */
export function faceSkin(subject: PersonReading): Lab[] {
  const skin: Lab[] = [];
  for (const point of insideOutline(subject, outline.faceOval, shrink, step)) {
    if (!(classAt(subject.classes, point, personClass.faceSkin) > sureSkin)) continue;
    const lab = labAt(subject.faceColours, point);
    if (lab) skin.push(lab);
  }
  return skin;
}

export function lightnessOf(skin: readonly Lab[]): Float32Array {
  const lightness = new Float32Array(skin.length);
  for (let i = 0; i < skin.length; i++) lightness[i] = skin[i]!.l;
  return lightness;
}

/** Minimum number of places. With fewer the brightest is not conclusive; a bare face has about a thousand. */
const minPlaces = 50;
/** Share of the face's skin that is darker than its highlights. */
const belowHighlights = 0.99;

/** Returns the lightness of the face's highlights; null when hardly any skin is visible. */
export function highlightL(skin: readonly Lab[]): number | null {
  if (skin.length < minPlaces) return null;
  return percentile(lightnessOf(skin), belowHighlights);
}
