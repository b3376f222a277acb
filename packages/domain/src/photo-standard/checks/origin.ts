/** Checks of the origin of a photo: camera, editing, date. */
import { detailedCount, emptyCount } from "../check-accuracy.ts";
import type { CheckRow, CheckWords } from "../check-row.ts";

export const originChecks = {
  grayscale: {
    unit: "score",
    limits: { warn: { min: 8 }, fail: { min: 4 } },
    basis: { falseAlarms: 0.002 },
    accuracy: emptyCount,
  },
  selfie: {
    unit: "count",
    limits: { fail: { max: 0 } },
    basis: "policy",
    accuracy: detailedCount([1, 1, 0, 0], [0, 0, 0]),
  },
  "edited-or-generated": {
    unit: "count",
    // A label of AI generation refuses; an editor's name only warns; see the check.
    limits: { fail: { max: 0 } },
    requirement: {
      fail: { zh: "没有 AI 生成或修改的标识", en: "no label of AI" },
      warn: { zh: "没有修图软件的标识", en: "no name of an editor" },
    },
    basis: "policy",
    accuracy: detailedCount([0, 0, 0, 0], [274, 2, 14]),
  },
  "capture-date": {
    unit: "days",
    // Our choice for "recent"; a project sets its own.
    limits: { warn: { max: 365 } },
    basis: "policy",
    accuracy: detailedCount([0, 0, 0, 0], [2, 0, 2]),
  },
} as const satisfies Readonly<Record<string, CheckRow>>;

export const originWords = {
  grayscale: {
    name: { zh: "照片色彩", en: "Colour of the photo" },
    title: { zh: "不是彩色照片", en: "Not a colour photo" },
    passTitle: { zh: "未发现黑白或滤镜效果", en: "No black-and-white or filter effect found" },
    quantity: { zh: "画面的彩度", en: "Colourfulness of the picture" },
    advice: {
      zh: "请关闭黑白或滤镜模式，拍一张彩色照片",
      en: "Switch off black-and-white or filter modes and take a colour photo",
    },
  },
  selfie: {
    name: { zh: "拍摄所用摄像头", en: "Camera used" },
    title: { zh: "前置摄像头自拍", en: "Selfie with the front camera" },
    warnTitle: { zh: "可能是自拍", en: "May be a selfie" },
    passTitle: { zh: "未发现自拍的迹象", en: "No sign of a selfie found" },
    quantity: { zh: "前置摄像头", en: "Front camera" },
    advice: {
      zh: "不可上传自拍照：请他人用手机后置摄像头为您拍摄",
      en: "Selfies are not accepted: have another person take it with the phone's rear camera",
    },
    adviceWhen: {
      unstated: {
        zh: "由他人用后置摄像头拍摄的照片，不需要再做什么",
        en: "When another person took it with the rear camera, there is nothing more to do",
      },
      otherLens: {
        zh: "由他人拍摄的，可以提交，由审核员看；自拍请重拍",
        en: "When another person took it, it may be submitted and a reviewer looks; retake a selfie",
      },
    },
  },
  "edited-or-generated": {
    name: { zh: "AI 与修图标识", en: "Labels of AI or editing" },
    title: { zh: "照片由 AI 或软件处理过", en: "Edited with AI or software" },
    warnTitle: { zh: "照片由软件处理过", en: "Edited with software" },
    passTitle: { zh: "未发现 AI 或修图标识", en: "No label of AI or editing found" },
    quantity: { zh: "注明生成或修改的标识", en: "Labels of generation or editing" },
    advice: {
      zh: "请上传相机直接拍出的原照片；如果照片只是用软件导出、没有修改过，可以提交，由审核员看",
      en: "Please upload the photo as the camera took it; one that a program only exported, unchanged, may be submitted and a reviewer looks at it",
    },
    refusedAdvice: {
      zh: "请关闭 AI 修图、美颜和换装功能，由他人用手机自带的相机重新拍摄，并上传原照片",
      en: "Please turn AI editing and beauty features off, have somebody take a new photo with the phone's own camera, and upload the original",
    },
  },
  "capture-date": {
    name: { zh: "拍摄日期", en: "Capture date" },
    title: { zh: "照片拍摄较早", en: "Taken long ago" },
    passTitle: { zh: "未发现过早的拍摄日期", en: "No outdated capture date found" },
    quantity: { zh: "拍摄至今", en: "Time since it was taken" },
    advice: {
      zh: "请用近期拍摄的照片；如果手机日期设置有误，可以提交，由审核员看",
      en: "Please use a recent photo; if the phone's date was set wrong, it may be submitted and a reviewer looks at it",
    },
    adviceWhen: {
      unstated: {
        zh: "如果是近期拍摄的，不需要再做什么",
        en: "When it is recent, there is nothing more to do",
      },
    },
  },
} as const satisfies Readonly<Record<keyof typeof originChecks, CheckWords>>;
