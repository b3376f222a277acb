/** Does the source hold enough pixels of the face? */
import { landmark } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

export const lowResolution = personCheck({
  id: "low-resolution",
  advice: {
    zh: "请上传手机拍摄的原图，不要用截图或转发时压缩过的图；已是原图的，请用相机的最高像素重拍，让胸部以上的半身占满画面",
    en: "Upload the phone's original, not a screenshot or a copy compressed when it was passed on; when it is the original, take it again at the camera's full resolution, head to chest filling the picture",
  },
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
