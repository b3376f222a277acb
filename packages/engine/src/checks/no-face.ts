/** Presence of a face. */
import { checkFacts } from "@gradphoto/domain/photo-standard";
import { mainFaceOf } from "../subject/main-face.ts";
import { pictureCheck } from "./check.ts";

const { min: faceLogit } = checkFacts["no-face"].limits.fail;

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
