/** Is there a face at all? */
import { checkFacts } from "@gradphoto/domain/photo-standard";
import { mainFaceOf } from "../subject/main-face.ts";
import { pictureCheck } from "./check.ts";

const { min: faceLogit } = checkFacts["no-face"].limits.fail;

export const noFace = pictureCheck({
  id: "no-face",
  advice: {
    zh: "照片若是横着或倒着的，请先转正再上传；否则请让本人正对后置摄像头，脸部完整露出，在明亮处再拍一张",
    en: "When the photo lies on its side or upside down, turn it upright and upload it again; else face the rear camera with the whole face showing, in good light, and take it again",
  },
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
