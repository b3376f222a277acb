/** Was it taken with the front camera? Told only where the file still names its lens. */
import { pictureCheck } from "./check.ts";

export const selfie = pictureCheck({
  id: "selfie",
  advice: {
    zh: "不可上传自拍照：请他人用手机后置摄像头为您拍摄",
    en: "Selfies are not accepted: have another person take it with the phone's rear camera",
  },
  measure: ({ header }) =>
    header.frontCamera
      ? {
          value: 1,
          message: {
            zh: "照片文件注明由前置摄像头拍摄，应使用后置摄像头由他人拍摄。",
            en: "The file says the front camera took it; it should be the rear camera, held by another person.",
          },
        }
      : {
          value: 0,
          message: { zh: "照片文件没有注明前置摄像头。", en: "The file does not name a front camera." },
        },
});
