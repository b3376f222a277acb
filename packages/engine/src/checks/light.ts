/** Colour and light of the photo. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import { luminanceOfL } from "../maths/colour.ts";
import { mean, percentile } from "../maths/statistics.ts";
import { mirroredPairs, outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classAt } from "../subject/class-shares.ts";
import { highlightL, lightnessOf } from "../subject/face-skin.ts";
import { labsAt } from "../subject/lab-patch.ts";
import { meshPoints } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck, pictureCheck } from "./check.ts";

/** Colour photo, not black and white. */
export const grayscale = pictureCheck({
  id: "grayscale",
  measure: ({ overview: { a, b } }) => ({
    value: percentile(chromas(a, b), 0.95),
  }),
});

function chromas(a: Float32Array, b: Float32Array): Float32Array {
  const chroma = new Float32Array(a.length);
  for (let i = 0; i < chroma.length; i++) chroma[i] = Math.hypot(a[i]!, b[i]!);
  return chroma;
}

const littleSkin = {
  value: null,
  why: { zh: "看得到的脸部皮肤太少", en: "too little skin of the face is visible" },
} as const;

/** Brightness of the face. Well-lit skin of every tone has bright highlights; a dark photo has none. */
export const dark = personCheck({
  id: "dark",
  measure: (subject) => {
    const value = highlightL(subject.skin);
    return value === null
      ? littleSkin
      : { value, shapes: [{ kind: "outline", points: meshPoints(subject, outline.faceOval) }] };
  },
});

const isClipped = (l: number): boolean => l > 97;
/**
 * Stray light lightens the dark pixels. A picture counts as veiled when its 2nd percentile and the face's 5th reach
 * these lightnesses (L*, 0 to 100).
 */
const veilPictureL = 40;
const veilFaceL = 50;

/** Overexposure of the skin. */
export const overexposed = personCheck({
  id: "overexposed",
  measure: (subject) => {
    const warnShare = limitsOf("overexposed", subject.spec).warn?.max ?? 1;
    const lightness = lightnessOf(subject.skin);
    if (lightness.length === 0) return littleSkin;
    const burnt = lightness.filter(isClipped).length / lightness.length;
    const veiled =
      percentile(subject.overview.l, 0.02) >= veilPictureL &&
      percentile(lightness, 0.05) >= veilFaceL;
    return veiled && burnt <= warnShare
      ? { value: warnShare + 0.01, atMost: "warn" }
      : { value: burnt };
  },
});

const minPairs = 3;

/** Evenness of the light on the face. Compares mirrored places, so that skin tone cancels out. */
export const unevenLight = personCheck({
  id: "uneven-light",
  measure: (subject) => {
    const differences = mirroredPairs.flatMap(([right, left]) => {
      const places = meshPoints(subject, [right, left]);
      if (places.some((place) => !(classAt(subject.classes, place, personClass.faceSkin) > 0.5)))
        return [];
      return Math.log2(lightAt(subject, right) / lightAt(subject, left));
    });
    if (differences.length === 0) {
      return {
        value: null,
        why: { zh: "没有左右对应的皮肤可比", en: "no two matching places of skin are visible" },
      };
    }
    return {
      value: Math.abs(mean(differences)),
      shapes: [{ kind: "points", points: meshPoints(subject, mirroredPairs.flat()) }],
      ...(differences.length < minPairs ? { atMost: "warn" } : {}),
    };
  },
});

const patchReach = 0.06;
const patchStep = 0.02;
/** Minimum luminance, one sRGB code above black. */
const darkest = 0.0003;

/** Returns the mean luminance around a mesh point, always above 0. */
function lightAt({ points, frame, faceColours }: PersonSubject, index: number): number {
  const { x, y } = points[index]!;
  const around = [];
  for (let dx = -patchReach; dx <= patchReach; dx += patchStep) {
    for (let dy = -patchReach; dy <= patchReach; dy += patchStep)
      around.push({ x: x + dx * frame.iodPx, y: y + dy * frame.iodPx });
  }
  return mean(labsAt(faceColours, around).map(({ l }) => Math.max(darkest, luminanceOfL(l))));
}
