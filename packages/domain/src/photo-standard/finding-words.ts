/** The only text table for findings: the fault and the advice. Numbers appear only in `measuredWords`, under 详情. */
import type { Bilingual } from "../core/bilingual.ts";
import { checkAccuracy, isReliable } from "./check-accuracy.ts";
import { type CheckId, checkFacts, isCheckId } from "./check-facts.ts";
import { checkNames } from "./check-names.ts";
import type { CheckLimits } from "./finding.ts";
import { personWords } from "./person-words.ts";
import { photoWords } from "./photo-words.ts";
import {
  boundWords,
  exactFigure,
  figure,
  isUnit,
  unitWords,
  valueInBrackets,
} from "./unit-words.ts";
import { verdictLabel } from "./verdict-words.ts";

/** Texts of the checks on the finished standard photo. */
const resultWords = {
  "hair-top": {
    title: { zh: "头顶位置不合适", en: "Hair top out of place" },
    passTitle: { zh: "头顶位置合适", en: "Hair top in place" },
    quantity: { zh: "头顶距上边", en: "Hair top from the upper edge" },
    advice: {
      zh: "请把头发梳平、不要扎高，让头发和双肩都在画面里，再拍一张",
      en: "Flatten the hair, no high bun, hair and shoulders in the picture, and take it again",
    },
  },
  "eye-line": {
    title: { zh: "眼睛位置不合适", en: "Eyes out of place" },
    passTitle: { zh: "眼睛位置合适", en: "Eyes in place" },
    quantity: { zh: "眼睛距上边", en: "Eyes from the upper edge" },
    advice: {
      zh: "请把手机举到与眼睛同高，正对本人，再拍一张",
      en: "Hold the phone at eye height, straight in front, and take it again",
    },
  },
  "face-width": {
    title: { zh: "脸部宽度不合适", en: "Face width not right" },
    passTitle: { zh: "脸部宽度合适", en: "Face width right" },
    quantity: { zh: "两脸颊之间", en: "Cheek to cheek" },
    advice: {
      zh: "请走近或退后一些，拍到胸部的半身，再拍一张",
      en: "Step closer or back for a half-length photo to the chest, and take it again",
    },
  },
  centring: {
    title: { zh: "人像没有居中", en: "Not centred" },
    passTitle: { zh: "人像居中", en: "Centred" },
    quantity: { zh: "脸部中线距左边", en: "Middle of the face from the left edge" },
    advice: {
      zh: "请正对镜头站在画面中间，再拍一张",
      en: "Stand in the middle, straight to the lens, and take it again",
    },
  },
  "lower-edge": {
    title: { zh: "人像没有到底边", en: "Person ends above the lower edge" },
    passTitle: { zh: "人像到达底边", en: "Person reaches the lower edge" },
    quantity: { zh: "标准照底部露出的背景", en: "Background showing below the person" },
    advice: {
      zh: "请退后一步，把双肩和胸部都拍进画面，再拍一张",
      en: "Step back so that shoulders and chest are in the picture and take it again",
    },
  },
  "background-colour": {
    title: { zh: "背景颜色不符合规定", en: "Wrong background colour" },
    passTitle: { zh: "背景颜色符合规定", en: "Correct background colour" },
    quantity: { zh: "背景与规定颜色的最大偏差", en: "Largest difference from the set colour" },
    advice: {
      zh: "请站到与头发、衣服颜色分明的白墙前重拍；他处做的照片请用本系统重新制作",
      en: "Take it again before a white wall that hair and clothes stand out from; a photo made elsewhere, make again here",
    },
  },
  "edge-fringe": {
    title: { zh: "人像边缘有黑边或旧背景", en: "Dark line or old wall along the edge" },
    passTitle: { zh: "人像边缘干净", en: "Clean edge" },
    notFound: { zh: "未发现黑边或旧背景", en: "No dark line or old wall found" },
    quantity: {
      zh: "边缘黑边、旧背景或发丝不清的程度",
      en: "Dark line, old wall or unclear hair along the edge",
    },
    advice: {
      zh: "请站到与头发、衣服颜色分明的墙前，离墙一米，再拍一张",
      en: "Stand one metre in front of a wall that contrasts with hair and clothes, and take it again",
    },
    titleWhen: { unclearHair: { zh: "发丝边缘不清", en: "Hair edge unclear" } },
    adviceWhen: {
      unclearHair: {
        zh: "请换到浅色的墙前，让光照到头发，再拍一张",
        en: "Stand in front of a light wall with light on your hair, and take it again",
      },
    },
  },
  pixels: {
    title: { zh: "像素尺寸或格式不符合规格", en: "Wrong pixel size or format" },
    passTitle: { zh: "像素尺寸与格式符合规格", en: "Correct pixel size and format" },
    quantity: { zh: "不符合的格式项", en: "Format differs from the spec" },
    advice: {
      zh: "请用本系统重新制作标准照",
      en: "Make the standard photo again with this system",
    },
  },
  density: {
    title: { zh: "分辨率标记不符合规格", en: "Wrong resolution setting" },
    passTitle: { zh: "分辨率标记符合规格", en: "Correct resolution setting" },
    quantity: { zh: "文件注明的分辨率", en: "Dots per inch in the header" },
    advice: {
      zh: "请用本系统重新制作标准照",
      en: "Make the standard photo again with this system",
    },
  },
  "file-size": {
    title: { zh: "文件大小不符合规格", en: "File size outside the limits" },
    passTitle: { zh: "文件大小符合规格", en: "File size within the limits" },
    quantity: { zh: "文件大小", en: "File size" },
    advice: { zh: "请换一张更清晰的照片重新制作", en: "Make it again from a sharper photo" },
    adviceWhen: {
      tooLarge: {
        zh: "请换一件没有花纹的衣服再拍一张，花纹越少文件越小",
        en: "Take it again in clothes without a pattern: the less pattern, the smaller the file",
      },
    },
  },
  quality: {
    title: { zh: "压缩过度", en: "Compressed too much" },
    passTitle: { zh: "压缩品质足够", en: "Not compressed too much" },
    quantity: { zh: "JPEG 品质系数", en: "JPEG quality" },
    advice: {
      zh: "请用本系统重新制作标准照",
      en: "Make the standard photo again with this system",
    },
  },
} as const;

export interface CheckWords {
  /** The fault in a few words: the name of the check, and the heading of a finding that did not pass. */
  readonly title: Bilingual;
  /** The heading of a finding that only warns, if it describes another fault. */
  readonly warnTitle?: Bilingual;
  /** Replaces the heading if a measurement has another cause. */
  readonly titleWhen?: Readonly<Record<string, Bilingual>>;
  /** The rule as kept: the heading of a finding that a reliable check passed. */
  readonly passTitle: Bilingual;
  /** The heading of a pass of a check that may miss the fault; absent where `passTitle` claims no more than that. */
  readonly notFound?: Bilingual;
  /** Name of the measured quantity. */
  readonly quantity: Bilingual;
  /** What to do if the check does not pass. */
  readonly advice: Bilingual;
  /** Replaces `advice` if the check refuses: such a photo cannot be submitted. */
  readonly refusedAdvice?: Bilingual;
  /** Replaces both if a measurement requires another step. */
  readonly adviceWhen?: Readonly<Record<string, Bilingual>>;
}

export const findingWords = {
  ...photoWords,
  ...personWords,
  ...resultWords,
} as const satisfies Readonly<Record<CheckId, CheckWords>>;

/** The heading of a finding; `isNote`: it passed and is displayed anyway. */
export function titleOf(id: CheckId, verdict: string, isNote = false): Bilingual {
  const { title, warnTitle, passTitle, notFound = passTitle }: CheckWords = findingWords[id];
  if (verdict === "unsure") return checkNames[id];
  if (verdict === "pass" && !isNote) return isReliable(checkAccuracy[id]) ? passTitle : notFound;
  return verdict === "warn" ? (warnTitle ?? title) : title;
}

export function adviceOf(id: CheckId, verdict: string): Bilingual {
  const { advice, refusedAdvice }: CheckWords = findingWords[id];
  return verdict === "fail" ? (refusedAdvice ?? advice) : advice;
}

/**
 * The measured value with its bound. Uses the stricter of the two windows, so that the text does not change with the
 * verdict.
 */
export function measuredWords(id: CheckId, value: number, { warn, fail }: CheckLimits): Bilingual {
  const { quantity }: CheckWords = findingWords[id];
  const { unit } = checkFacts[id];
  const window = warn ?? fail ?? {};
  const { suffix } = unitWords[unit];
  const visible = valueInBrackets(value, window, unit);
  const bound = boundWords(window, unit, exactFigure);
  return {
    zh: `${quantity.zh} ${visible}${suffix.zh}${bound === null ? "" : `（${bound.zh}）`}。`,
    en: `${quantity.en}: ${visible}${suffix.en}${bound === null ? "" : ` (${bound.en})`}.`,
  };
}

export function unmeasuredWords(id: CheckId, reason: Bilingual): Bilingual {
  const { quantity }: CheckWords = findingWords[id];
  return {
    zh: `${quantity.zh}：未能判断，${reason.zh}。`,
    en: `${quantity.en}: could not be judged, ${reason.en}.`,
  };
}

/** A finding as routes return it: its codes may be unknown to this version. */
interface Text {
  readonly check: string;
  /** Fallback title for a check that this version does not know. */
  readonly title: Bilingual;
  readonly verdict: string;
  readonly value: number | null;
  readonly unit: string;
}

export function findingLine(
  { check, title, verdict, value, unit }: Text,
  translate: (text: Bilingual) => string,
): string {
  const measured =
    value === null || !isUnit(unit)
      ? ""
      : ` ${figure(value, unit)}${translate(unitWords[unit].suffix)}`;
  return `${translate(isCheckId(check) ? titleOf(check, verdict) : title)}${measured} ${translate(verdictLabel(verdict))}`;
}
