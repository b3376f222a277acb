/** The words of making the standard photo and of its findings. */
import { leftToPeople } from "@gradphoto/domain";
import { wordsOf } from "../../words/words.ts";

export const standardWords = wordsOf(
  {
    title: "照片标准化",
    submit: "提交",
    retake: "重拍",
    none: "还没有上传照片，请先拍照。",
    pass: `机器检查没有发现问题，可以提交。另有 ${leftToPeople.length} 条细则由审核员看，见“拍照要求”。`,
    review: "照片可以提交。机器提示或未能判断的，由审核员再看一眼，您也可以重拍。",
    refused: "这张照片还不能用。请按下面的提示再拍一张，不另收费。",
    earlier: (number: number) => `查看可提交的第 ${number} 张`,
    before: (count: number) => (count === 0 ? "下一张就是您的照片" : `前面还有 ${count} 张照片`),
    about: (time: string) => `预计${time}后制作完成`,
    aboutSoon: "马上开始制作",
    working: "正在制作您的标准照",
    workingSteps: ["核对五官位置与姿态", "去除背景，换上规定的蓝色", "裁剪到规定尺寸，不修改面部", "逐条检查成片"],
    workingAbout: "照片已安全保存。您可以离开本页，完成后在采集详情中查看。",
    elapsed: (seconds: number) => `已用 ${seconds} 秒`,
    slow: "现在制作的人较多，比平时慢一些，您无需重新上传。",
    compare: "对比",
    original: "原图",
    result: "标准照",
    previewOnly: "仅供参考的预览，未通过检查，不能提交。",
    views: "查看方式",
    originalAlt: "您上传的照片",
    resultAlt: "制作好的标准照",
    problems: (count: number) => `需要注意的 ${count} 处`,
    tapOne: "点击一条，可在照片上看到位置。",
    passed: (count: number) => `已通过的 ${count} 项`,
    unjudged: (count: number) => `未能判断 ${count} 项`,
    unfold: "展开",
    deleted: "照片已按保存期限删除。",
  },
  {
    title: "Standard photo",
    submit: "Submit",
    retake: "Retake",
    none: "No photo has been uploaded yet. Please take one first.",
    pass: `The machine found nothing wrong; the photo can be submitted. A reviewer also looks at ${leftToPeople.length} clauses, see the photo rules.`,
    review:
      "The photo can be submitted. A reviewer will look at what the machine points out or could not judge; you may also retake it.",
    refused: "This photo cannot be used yet. Please take another as advised below; it costs nothing.",
    earlier: (number) => `See photo ${number}, which can be submitted`,
    before: (count) =>
      count === 0
        ? "Your photo is next"
        : count === 1
          ? "One photo is before yours"
          : `${count} photos are before yours`,
    about: (time) => `Expected in ${time}`,
    aboutSoon: "It begins in a moment",
    working: "Your standard photo is being made",
    workingSteps: [
      "Locating the face and its pose",
      "Taking out the background, setting the required blue",
      "Cropping to size; the face is not edited",
      "Checking the finished photo rule by rule",
    ],
    workingAbout: "The photo is stored. You may leave this page and find the result in your collection.",
    elapsed: (seconds) => `${seconds} s so far`,
    slow: "Many photos are being made and it takes longer than usual. You need not upload again.",
    compare: "Compare",
    original: "Original",
    result: "Standard",
    previewOnly: "A preview only: it did not pass and cannot be submitted.",
    views: "View",
    originalAlt: "The photo you uploaded",
    resultAlt: "The standard photo",
    problems: (count) => `${count} to look at`,
    tapOne: "Tap one to see its place on the photo.",
    passed: (count) => `${count} passed`,
    unjudged: (count) => `${count} not judged`,
    unfold: "Show",
    deleted: "The photo was deleted at the end of its retention.",
  },
);
