/** Checks for one real person with a clear face. */
import { detailedCount } from "../check-accuracy.ts";
import type { CheckRow, CheckWords } from "../check-row.ts";

export const faceChecks = {
  "no-face": {
    unit: "score",
    // Below this value a mesh is not a face.
    limits: { fail: { min: 8 } },
    gate: ["fail"],
    basis: "policy",
    accuracy: detailedCount([1, 0, 1, 0], [266, 0, 0]),
  },
  "face-count": {
    unit: "share",
    limits: { warn: { max: 0 }, fail: { max: 0.5 } },
    gate: ["fail"],
    basis: "policy",
    accuracy: detailedCount([2, 0, 1, 0], [269, 0, 0]),
  },
  "face-unclear": {
    unit: "score",
    // From this value on, a mesh is certainly a fully visible face.
    limits: { warn: { min: 20 } },
    basis: { falseAlarms: 0.005 },
    accuracy: detailedCount([0, 0, 0, 0], [266, 0, 1]),
  },
  "not-a-person": {
    unit: "ratio",
    limits: { warn: { min: 1 } },
    basis: { falseAlarms: 0.005 },
    accuracy: detailedCount([6, 0, 0, 2], [261, 0, 0]),
  },
} as const satisfies Readonly<Record<string, CheckRow>>;

export const faceWords = {
  "no-face": {
    name: { zh: "人脸", en: "Face" },
    title: { zh: "找不到人脸", en: "No face found" },
    passTitle: { zh: "找到人脸", en: "Face found" },
    quantity: { zh: "画面中人脸的清晰程度", en: "How clearly a face is seen" },
    advice: {
      zh: "照片若是横着或倒着的，请先旋转到头朝上再上传；否则请让本人正对后置摄像头，脸部完整露出，在明亮处再拍一张",
      en: "When the photo is on its side or upside down, rotate it and upload it again; else face the rear camera with the whole face showing, in good light, and take it again",
    },
  },
  "face-count": {
    name: { zh: "画面中的人数", en: "Number of people" },
    title: { zh: "画面中有其他人", en: "Another person in the picture" },
    passTitle: { zh: "未发现其他人", en: "No other person found" },
    quantity: {
      zh: "另一张脸与本人脸的宽度之比",
      en: "Width of another face against the main one",
    },
    advice: {
      zh: "请只让本人一人入镜，再拍一张",
      en: "Take it again with nobody else in the picture",
    },
  },
  "face-unclear": {
    name: { zh: "面部清楚程度", en: "Clarity of the face" },
    title: { zh: "面部不够清楚", en: "Face not clear" },
    passTitle: { zh: "未发现面部不清楚之处", en: "No unclear part of the face found" },
    quantity: { zh: "面部清楚的程度", en: "How clear the face is" },
    advice: {
      zh: "请露出整张脸，不要被头发、手或口罩遮挡，正对镜头再拍一张",
      en: "Show the whole face, not covered by hair, hands or a mask, and take it again facing the lens",
    },
  },
  "not-a-person": {
    name: { zh: "是否为真人", en: "Real person or drawing" },
    title: { zh: "疑似不是真人照片", en: "May not be a real person" },
    passTitle: { zh: "未发现非真人的迹象", en: "No sign of a drawing or figure found" },
    quantity: {
      zh: "肤色、眼睛大小与真人的接近程度",
      en: "How close skin colour and eye size come to a real person's",
    },
    advice: { zh: "请上传本人的实拍照片", en: "Upload a photo of the person, taken with a camera" },
  },
} as const satisfies Readonly<Record<keyof typeof faceChecks, CheckWords>>;
