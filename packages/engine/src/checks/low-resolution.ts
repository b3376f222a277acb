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
    zh: "请上传手机拍摄的原图，不要用截图或转发时压缩过的图；已是原图的，请用相机的最高像素重拍，让胸部以上的半身占满画面",
    en: "Upload the phone's original, not a screenshot or a copy compressed when it was passed on; when it is the original, take it again at the camera's full resolution, head to chest filling the picture",
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
