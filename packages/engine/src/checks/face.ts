/** Presence of one living person with one clear face. */
import { type Bilingual, checkRows, figure } from "@gradphoto/domain/photo-standard";
import { chromaOf } from "../maths/colour.ts";
import { distance } from "../maths/plane.ts";
import { median } from "../maths/statistics.ts";
import { landmark, lidMiddles, outline } from "../models/landmarks.ts";
import { highlightL } from "../subject/face-skin.ts";
import { meshPoints } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { clearFaceLogit, mainFaceOf } from "../subject/subject.ts";
import { personCheck, pictureCheck } from "./check.ts";

const { min: faceLogit } = checkRows["no-face"].limits.fail;

/** Presence of a face. */
export const noFace = pictureCheck({
  id: "no-face",
  measure: ({ faces }) => {
    const value = mainFaceOf(faces)?.mesh.faceLogit ?? 0;
    return {
      value,
      message:
        value < faceLogit
          ? { zh: "照片里没有找到清楚的人脸。", en: "No clear face was found in the photo." }
          : { zh: "找到了人脸。", en: "A face was found." },
    };
  },
});

/** Logit below which a second box is a pattern on clothes or wall, not a face. */
const somebodyLogit = 5;

/** Other faces in the picture. The value is the width of the largest one, relative to the main face. */
export const faceCount = pictureCheck({
  id: "face-count",
  measure: ({ faces }) => {
    const main = mainFaceOf(faces);
    const others = faces
      .filter((face) => face !== main && face.mesh.faceLogit >= somebodyLogit)
      .sort((a, b) => b.detection.box.width - a.detection.box.width);
    const largest = others.find((face) => face.mesh.faceLogit >= clearFaceLogit) ?? others[0];
    if (!main)
      return { value: null, why: { zh: "没有找到清楚的人脸", en: "no clear face was found" } };
    if (!largest) return { value: 0, message: nobodyElse };
    const share = largest.detection.box.width / main.detection.box.width;
    return {
      value: share,
      message: somebodyElse(figure(share, "share")),
      shapes: others.map(({ detection: { box } }) => ({
        kind: "box",
        x: box.left,
        y: box.top,
        width: box.width,
        height: box.height,
      })),
      ...(largest.mesh.faceLogit < clearFaceLogit ? { atMost: "warn" } : {}),
    };
  },
});

const nobodyElse: Bilingual = { zh: "没有发现另一张脸。", en: "No other face was found." };
const somebodyElse = (percent: string): Bilingual => ({
  zh: `画面中还有另一张脸，宽度是本人脸的 ${percent}%；应只有本人一人。`,
  en: `There is another face, ${percent}% as wide as the main one; it should be one person alone.`,
});

/** Reliability of the face measurements. */
export const faceUnclear = personCheck({
  id: "face-unclear",
  measure: (subject) => ({
    value: subject.main.mesh.faceLogit,
    shapes: [{ kind: "outline", points: meshPoints(subject, outline.faceOval) }],
  }),
});

/** Chroma without any colour. The photo is then black and white, which `grayscale` reports. */
const colourless = 0.5;
/** Lightness below which skin has lost its colour; `dark` warns of such a photo. */
const darkestL = checkRows.dark.limits.warn.min;
/** Minimum chroma of skin. Skin of any tone has more; stone has less. */
const skinChroma = 4;
/** Size of eyes 31 mm wide and open 13.5 mm in a face 130 mm wide. No person's eyes are larger, but drawn ones are. */
const largestEye = 0.025;
/** Maximum turn of the head. A face turned farther appears narrower than it is. */
const maxYawDeg = 20;

const unclearLikeness = {
  value: null,
  why: {
    zh: "脸侧着，而且太暗或是黑白照片",
    en: "the face is turned, and too dark or without colour",
  },
} as const;

/** Living person, as opposed to a statue, a drawing or a rendered figure. */
export const notAPerson = personCheck({
  id: "not-a-person",
  measure: (subject) => {
    const chroma = median(subject.skin.map(chromaOf));
    const lit = (highlightL(subject.skin) ?? 0) >= darkestL;
    const colour = chroma < colourless || !lit ? null : chroma / skinChroma;
    const eyes =
      Math.abs(subject.headPose.yawDeg) < maxYawDeg ? largestEye / eyeSize(subject) : null;
    const likeness = [colour, eyes].filter((part) => part !== null);
    return likeness.length > 0 ? { value: Math.min(...likeness) } : unclearLikeness;
  },
});

/** Returns the wider opened eye's gap times the eyes' mean width, divided by the face's width squared. */
function eyeSize({ points, faceWidthPx }: PersonSubject): number {
  const between = (a: number, b: number): number => distance(points[a]!, points[b]!);
  const gap = Math.max(...lidMiddles.map(([upper, lower]) => between(upper, lower)));
  const width =
    (between(landmark.rightEyeOuter, landmark.rightEyeInner) +
      between(landmark.leftEyeInner, landmark.leftEyeOuter)) /
    2;
  return (gap * width) / faceWidthPx ** 2;
}
