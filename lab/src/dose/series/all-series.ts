/** List of all series, and of the checks without a series, each with its reason. */
import type { Bilingual, CheckId } from "@gradphoto/domain/photo-standard";
import { greyToBlue, likeBackground } from "./clothes.ts";
import { croppedAbove, croppedBelow, croppedSideways, shifted, turnedInPlane } from "./framing.ts";
import { fringe, overEars } from "./hair.ts";
import { eyesClosing } from "./lids.ts";
import { brightened, darkened, faded, litFromSide, noisy } from "./light.ts";
import { handRaised, handToMouth, secondFace } from "./people-over.ts";
import { offPrint, offScreen } from "./recaptured.ts";
import type { Series } from "./series.ts";
import { blurred, jpegWorn, shaken, shrunk } from "./sharpness.ts";
import { busyWall, darkerWall, shadowedWall } from "./walls.ts";
import { capPulled, earringsGrown, maskRising, necklaceGrown, sunglasses } from "./worn.ts";

export const allSeries: readonly Series[] = [
  turnedInPlane,
  darkened,
  brightened,
  litFromSide,
  faded,
  noisy,
  blurred,
  shaken,
  shrunk,
  jpegWorn,
  croppedBelow,
  croppedSideways,
  croppedAbove,
  shifted,
  greyToBlue,
  likeBackground,
  handRaised,
  handToMouth,
  secondFace,
  sunglasses,
  maskRising,
  capPulled,
  earringsGrown,
  necklaceGrown,
  fringe,
  overEars,
  eyesClosing,
  darkerWall,
  shadowedWall,
  busyWall,
  offScreen,
  offPrint,
];

const ofTheFile = {
  zh: "直接读文件字节，准确；由坏输入的测试守着",
  en: "read from the file's own bytes, exact: tests of bad input hold it",
};
const ofItsMarks = {
  zh: "直接读文件字节，准确；由带标识的文件的测试守着",
  en: "read from the file's own bytes, exact: tests of labelled files hold it",
};
const ofOurFile = {
  zh: "是我们写出的文件本身的事实，准确；由编码的测试守着",
  en: "a fact of the file we write, exact: tests of the encoder hold it",
};
const ofTheNoise = { zh: "由噪点系列守着", en: "held by the noisy series" };
const retainedByCrop = {
  zh: "裁剪就是按它算的；由“不应移动”的各系列守着",
  en: "the crop is solved for it; series that must not move it hold it instead",
};

/** Judging checks without a series, each with the reason. */
export const unreachedChecks: Readonly<Partial<Record<CheckId, Bilingual>>> = {
  "file-type": ofTheFile,
  "file-broken": ofTheFile,
  "too-many-pixels": ofTheFile,
  "seen-before": {
    zh: "由保存照片的服务比较后告知；由服务的测试守着",
    en: "the service compares stored photos: its tests cover it",
  },
  selfie: ofTheFile,
  "edited-or-generated": ofItsMarks,
  "capture-date": ofItsMarks,
  pixels: ofOurFile,
  density: ofOurFile,
  "file-size": ofTheNoise,
  quality: ofTheNoise,
  "hair-top": retainedByCrop,
  "eye-line": retainedByCrop,
  "face-width": retainedByCrop,
  centring: retainedByCrop,
  "edge-fringe": {
    zh: "由错误的合成造成，不由照片造成；它自己的测试画出错误的边缘",
    en: "caused by wrong blending, not by a photo: its own test draws wrong edges",
  },
  "background-colour": {
    zh: "背景是我们做的；由墙面的各系列守着",
    en: "the product makes the background: the wall series cover it",
  },
  "lower-edge": {
    zh: "在成品上重说 framing-tight 所说的；“下方裁短”两项都记",
    en: "repeats framing-tight on the finished photo; cropped-below records both",
  },
  "not-frontal": {
    zh: "照片上没有头的另一侧，无法如实地把人转向侧面",
    en: "a photo has only one side of the head, so no honest rotation is possible",
  },
  "no-face": {
    zh: "是有脸与没有脸之间的分数；由带标注的照片测量",
    en: "a score of face against no face: labelled photos measure it",
  },
  "face-unclear": {
    zh: "同一个分数；墨镜、口罩、失焦系列会记下它",
    en: "the same score; sunglasses, mask and blur record it",
  },
  glasses: { zh: "只作说明，从不算照片的问题", en: "only noted, never a fault" },
  "not-a-person": {
    zh: "没有剂量能把真人变成画像或雕像；由带标注的照片测量",
    en: "no dose turns a person into a drawing or a statue: labelled photos measure it",
  },
  "mouth-open": {
    zh: "照片上没有嘴唇后面的内容，无法把嘴张开",
    en: "a photo has nothing to display under closed lips",
  },
  "smile-teeth": {
    zh: "照片上没有的牙齿无法露出来",
    en: "a photo without teeth cannot display them",
  },
  sleeveless: { zh: "袖子遮住的手臂无法露出来", en: "arms under sleeves cannot be displayed" },
};
