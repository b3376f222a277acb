/** Front camera. Reported only where the file still names its lens. */
import { findingWords } from "@gradphoto/domain/photo-standard";
import { pictureCheck } from "./check.ts";

/** For example "front camera 2.71mm f/2.2" or "iPhone 15 front TrueDepth camera 2.69mm f/1.9". */
const frontLens = /\bfront\b|前置/i;

export const selfie = pictureCheck({
  id: "selfie",
  measure: ({ marks }) =>
    marks.lens !== null && frontLens.test(marks.lens)
      ? {
          value: 1,
          message: {
            zh: "照片文件注明由前置摄像头拍摄，应使用后置摄像头由他人拍摄。",
            en: "The file says the front camera took it; it should be the rear camera, held by another person.",
          },
        }
      : {
          value: null,
          unstated: true,
          message: {
            zh: "照片文件没有注明用了哪个摄像头、由谁拍摄，机器无从判断。",
            en: "The file does not say which camera took it or who held it, so no machine can tell.",
          },
          advice: findingWords.selfie.adviceWhen.unstated,
        },
});
