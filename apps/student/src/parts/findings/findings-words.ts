/** The words around the findings of a photo; they bring their own. */
import { wordsOf } from "../../words/words.ts";

export const findingsWords = wordsOf(
  {
    compare: "对比",
    original: "原图",
    result: "标准照",
    previewOnly: "仅供参考的预览，未通过检查，不能提交。",
    views: "查看方式",
    originalAlt: "原照片",
    resultAlt: "制作好的标准照",
    problems: (count: number) => `需要注意的 ${count} 处`,
    tapOne: "点一条，照片上会标出位置。",
    passed: (count: number) => `已通过的 ${count} 项`,
    unjudged: (count: number) => `机器未能判断的 ${count} 项`,
  },
  {
    compare: "Compare",
    original: "Original",
    result: "Standard",
    previewOnly: "A preview only: it did not pass and cannot be submitted.",
    views: "View",
    originalAlt: "The original photo",
    resultAlt: "The standard photo",
    problems: (count) => `${count} to look at`,
    tapOne: "Tap one to see its place on the photo.",
    passed: (count) => `${count} passed`,
    unjudged: (count) => `${count} not judged`,
  },
);
