/** Checks of sharpness and light. */
import { detailedCount } from "../check-accuracy.ts";
import type { CheckRow, CheckWords } from "../check-row.ts";

/** Our choice: the narrowest face in the original whose features survive. */
const narrowestPx = 90;

export const lightChecks = {
  "low-resolution": {
    unit: "px",
    limits: ({ geometry, maxScale }) => ({
      warn: { min: geometry.faceWidthPx.min ?? narrowestPx },
      fail: { min: Math.max(narrowestPx, (geometry.faceWidthPx.min ?? 0) / maxScale) },
    }),
    basis: "policy",
    accuracy: detailedCount([16, 0, 12, 3], [24, 0, 4]),
  },
  blur: {
    unit: "score",
    limits: { warn: { min: 11 }, fail: { min: 9 } },
    basis: { falseAlarms: 0.005 },
    accuracy: detailedCount([1, 0, 1, 0], [264, 0, 3]),
  },
  dark: {
    unit: "lightness",
    limits: { warn: { min: 60 }, fail: { min: 45 } },
    basis: { falseAlarms: 0.005 },
    accuracy: detailedCount([4, 0, 2, 2], [242, 0, 1]),
  },
  overexposed: {
    unit: "share",
    limits: { warn: { max: 0.1 }, fail: { max: 0.3 } },
    basis: { falseAlarms: 0.005 },
    accuracy: detailedCount([2, 0, 1, 1], [267, 0, 2]),
  },
  "uneven-light": {
    unit: "ratio",
    // One stop is a factor of two in light. Portrait light counts as even up to about 4:1, two stops; at 8:1 half of
    // the face is dark.
    limits: { warn: { max: 2.5 }, fail: { max: 4.5 } },
    basis: { falseAlarms: 0.005 },
    accuracy: detailedCount([1, 0, 0, 1], [238, 0, 3]),
  },
} as const satisfies Readonly<Record<string, CheckRow>>;

export const lightWords = {
  "low-resolution": {
    name: { zh: "脸部像素", en: "Pixels on the face" },
    title: { zh: "脸部像素太少", en: "Too few pixels on the face" },
    passTitle: { zh: "未发现脸部像素不足", en: "No lack of pixels on the face found" },
    quantity: { zh: "原照片中脸部宽度", en: "Width of the face in the original" },
    advice: {
      zh: "请上传手机拍摄的原图，不要用截图或转发时压缩过的图；已是原图的，请用相机的最高像素重拍，让胸部以上的半身占满画面",
      en: "Upload the phone's original, not a screenshot or a copy compressed when it was passed on; when it is the original, take it again at the camera's full resolution, head to chest filling the picture",
    },
  },
  blur: {
    name: { zh: "清晰度", en: "Sharpness" },
    title: { zh: "照片模糊", en: "Blurred" },
    passTitle: { zh: "未发现模糊", en: "No blur found" },
    quantity: { zh: "脸部清晰度", en: "Sharpness of the face" },
    advice: {
      zh: "请擦净镜头、拿稳手机、点按脸部对焦，再拍一张",
      en: "Wipe the lens, hold the phone still, tap the face to focus, and take it again",
    },
  },
  dark: {
    name: { zh: "照片亮度", en: "Brightness" },
    title: { zh: "照片太暗", en: "Too dark" },
    passTitle: { zh: "未发现光线过暗", en: "No lack of light found" },
    quantity: { zh: "脸上最亮处的亮度", en: "Lightness of the face's brightest places" },
    advice: {
      zh: "请到光线充足的室内，面向光源，再拍一张",
      en: "Go to a well-lit room, face the light, and take it again",
    },
  },
  overexposed: {
    name: { zh: "曝光", en: "Exposure" },
    title: { zh: "曝光过度", en: "Overexposed" },
    passTitle: { zh: "未发现曝光过度", en: "No overexposure found" },
    quantity: { zh: "脸上亮得发白的部分", en: "How much of the face is plain white" },
    advice: {
      zh: "请避开直射强光和逆光，擦净镜头，再拍一张",
      en: "Avoid direct light and light from behind, wipe the lens, and take it again",
    },
  },
  "uneven-light": {
    name: { zh: "脸部光线", en: "Light on the face" },
    title: { zh: "脸部明暗不均", en: "Face lit unevenly" },
    passTitle: { zh: "未发现脸部明暗不均", en: "No uneven light on the face found" },
    quantity: {
      zh: "左右脸亮度相差的档数",
      en: "Difference of light between the two halves of the face, in stops",
    },
    advice: {
      zh: "请面向光源（如面对窗户），让两侧脸一样亮，再拍一张",
      en: "Face the light, a window for example, so that both halves are equally bright, and take it again",
    },
  },
} as const satisfies Readonly<Record<keyof typeof lightChecks, CheckWords>>;
