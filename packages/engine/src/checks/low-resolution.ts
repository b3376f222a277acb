/** Does the source hold enough pixels of the face? */
import { landmark } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Own choice: the narrowest face whose features survive. */
const narrowestPx = 90;

export const lowResolution = personCheck({
  id: "low-resolution",
  title: { zh: "脸部像素太少", en: "Too few pixels on the face" },
  quantity: { zh: "原照片中脸部宽度", en: "Width of the face in the original" },
  advice: {
    zh: "请走近一些，拍半身照，使用原图上传而不是截图或压缩图",
    en: "Come closer for a half-length photo and upload the original, not a screenshot or a compressed copy",
  },
  unit: "px",
  limits: ({ geometry, maxScale }) => ({
    warn: { min: geometry.faceWidthPx.min ?? narrowestPx },
    fail: { min: Math.max(narrowestPx, (geometry.faceWidthPx.min ?? 0) / maxScale) },
  }),
  measure: (subject) => ({
    value: sourceFaceWidthPx(subject),
    shapes: [{ kind: "line", points: meshPoints(subject, [landmark.rightCheek, landmark.leftCheek]) }],
  }),
});

/** A turned head shows less than its width; then the size that turning does not change stands for it. */
function sourceFaceWidthPx({ faceWidthPx, faceSizePx, headPose, sourceScale }: PersonSubject): number {
  return (Math.abs(headPose.yawDeg) > turnedDeg ? faceSizePx : faceWidthPx) * sourceScale;
}

const turnedDeg = 25;
