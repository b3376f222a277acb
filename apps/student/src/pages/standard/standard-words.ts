/** Texts of creating the standard photo and of its findings. */
import { clausesForPeople } from "@gradphoto/domain";
import { wordsOf } from "../../words/words.ts";

export const standardWords = wordsOf(
  {
    title: "照片标准化",
    submit: "提交",
    submitAnyway: "仍然提交",
    retake: "重拍",
    none: "还没有上传照片，请先拍照。",
    pass: [
      "机器检查已通过，待人工审核",
      `可以提交。另有 ${clausesForPeople.length} 条细则机器看不准，由审核员看，见“拍照注意事项”。`,
    ],
    review: ["可以提交，待人工审核", "机器提示或未能判断的几处，由审核员再看一眼。"],
    refused: ["这张照片还不能用", "重拍不另收费。"],
    orPerson: "您认为机器看错了，也可以请复核员来看，由人决定。",
    requestPerson: "机器看错了，请人来看",
    earlier: (number: number) => `查看可提交的第 ${number} 张`,
    before: (count: number) => (count === 0 ? "下一张就是您的照片" : `前面还有 ${count} 张照片`),
    about: (time: string) => `预计${time}后制作完成`,
    aboutSoon: "马上开始制作",
    working: "正在制作您的标准照",
    workingAbout: "照片已安全保存。您可以离开本页，完成后在采集详情中查看。",
    coming: "照片已收到，正在准备预览…",
    elapsed: (seconds: number) => `已用 ${seconds} 秒`,
    slow: "比平时慢一些。照片已经收到，您无需重新上传。",
    crowded: "现在制作的人较多，比平时慢一些，您无需重新上传。",
    originalAlt: "您上传的照片",
    deleted: "照片已删除。要继续采集，请重新拍一张，不另收费。",
  },
  {
    title: "Standard photo",
    submit: "Submit",
    submitAnyway: "Submit anyway",
    retake: "Retake",
    none: "No photo has been uploaded yet. Please take one first.",
    pass: [
      "Machine checks passed, a person reviews it next",
      `It can be submitted. ${clausesForPeople.length} clauses are more than a machine can tell; a reviewer looks at them, see the photo rules.`,
    ],
    review: [
      "It can be submitted, a person reviews it next",
      "A reviewer looks at what the machine points out or could not judge.",
    ],
    refused: ["This photo cannot be used yet", "A retake costs nothing."],
    orPerson:
      "If you think the machine is wrong, a senior reviewer can look, and a person decides.",
    requestPerson: "The machine is wrong: let a person look",
    earlier: (number) => `See photo ${number}, which can be submitted`,
    before: (count) =>
      count === 0
        ? "Your photo is next"
        : count === 1
          ? "One photo is before yours"
          : `${count} photos are before yours`,
    about: (time) => `Expected in ${time}`,
    aboutSoon: "It begins in a moment",
    working: "Your photo is being processed",
    workingAbout:
      "The photo is stored. You may leave this page and find the result in your collection.",
    coming: "Your photo has arrived; its preview is on its way…",
    elapsed: (seconds) => `${seconds} s so far`,
    slow: "It takes longer than usual. Your photo has arrived; you need not upload it again.",
    crowded:
      "Many photos are being processed and it takes longer than usual. You need not upload again.",
    originalAlt: "The photo you uploaded",
    deleted: "The photo is deleted. To go on, please take a new one; it costs nothing.",
  },
);
