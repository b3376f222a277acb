/** Steps in which the engine makes a photo, in order, with labels for the waiting student. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

export const makingSteps = {
  "read-photo": { zh: "打开照片", en: "Opening the photo" },
  "find-face": { zh: "核对五官位置与姿态", en: "Locating the face and its pose" },
  "cut-out": {
    zh: "裁剪到规定尺寸，去除背景并换上规定的底色，不修改面部",
    en: "Cropping, and setting the required background; the face is not edited",
  },
  encode: { zh: "按规定的文件大小保存", en: "Saving at the required file size" },
  check: { zh: "逐条检查标准照", en: "Checking the standard photo rule by rule" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type MakingStep = keyof typeof makingSteps;
export const isMakingStep = isKeyOf(makingSteps);
export const allMakingSteps: readonly MakingStep[] = keysOf(makingSteps);
