/** Can the face be read reliably? */

import { outline } from "../models/landmarks.ts";
import { clearFaceLogit } from "../steps/find-face.ts";
import { meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

export const faceUnclear = personCheck({
  id: "face-unclear",
  title: { zh: "面部不够清楚", en: "Face not clear" },
  quantity: { zh: "人脸把握分", en: "Face score" },
  advice: {
    zh: "请露出整张脸，不要被头发、手或口罩遮挡，正对镜头再拍一张",
    en: "Show the whole face, not covered by hair, hands or a mask, and take it again facing the lens",
  },
  unit: "score",
  limits: { warn: { min: clearFaceLogit } },
  explainedBy: ["mask", "occluded-mouth", "hair-over-eyes", "hair-over-brows", "not-frontal", "headwear"],
  measure: (subject) => ({
    value: subject.main.mesh.faceLogit,
    shapes: [{ kind: "outline", points: meshPoints(subject, outline.faceOval) }],
  }),
});
