/** Number of source pixels of the face. */
import { landmark } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

export const lowResolution = personCheck({
  id: "low-resolution",
  measure: (subject) => ({
    value: sourceFaceWidthPx(subject),
    shapes: [{ kind: "line", points: meshPoints(subject, [landmark.rightCheek, landmark.leftCheek]) }],
  }),
});

/** A turned head appears narrower; its turn-invariant size then replaces the width. */
function sourceFaceWidthPx({ faceWidthPx, faceSizePx, headPose, sourceScale }: PersonSubject): number {
  return (Math.abs(headPose.yawDeg) > turnedDeg ? faceSizePx : faceWidthPx) * sourceScale;
}

const turnedDeg = 25;
