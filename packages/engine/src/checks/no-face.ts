/** Is there a face at all? */
import { mainFaceOf } from "../steps/find-face.ts";
import { pictureCheck } from "./check.ts";

export const noFace = pictureCheck({
  id: "no-face",
  title: { zh: "找不到人脸", en: "No face found" },
  quantity: { zh: "人脸把握分", en: "Face score" },
  advice: {
    zh: "请让本人正对后置摄像头，脸部完整露出，在明亮处再拍一张",
    en: "Face the rear camera with the whole face showing, in good light, and take it again",
  },
  unit: "score",
  limits: { fail: { min: 8 } },
  gate: ["fail"],
  measure: ({ faces }) => ({ value: mainFaceOf(faces)?.mesh.faceLogit ?? 0 }),
  say: (value) =>
    value < 8
      ? { zh: "照片里没有找到清楚的人脸。", en: "No clear face was found in the photo." }
      : { zh: "找到了人脸。", en: "A face was found." },
});
