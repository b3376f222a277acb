/** Icon and label of each verdict in every part of the product, so that colour is never the only signal. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";
import type { Verdict } from "./finding.ts";

/** Steps in which the engine makes a photo, in order, with labels for the waiting student. */
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

export const verdictWords: Readonly<Record<Verdict, Bilingual & { readonly icon: string }>> = {
  fail: { icon: "✕", zh: "不通过", en: "Refused" },
  warn: { icon: "!", zh: "请留意", en: "Please check" },
  unsure: { icon: "?", zh: "未能判断", en: "Not judged" },
  pass: { icon: "✓", zh: "通过", en: "Passed" },
};

export const isVerdict = isKeyOf(verdictWords);

export const allVerdicts = keysOf(verdictWords);

/** Icon and label; a verdict that this version does not know is returned as its code. */
export function verdictLabel(code: string): Bilingual {
  if (!isVerdict(code)) return { zh: code, en: code };
  const { icon, zh, en } = verdictWords[code];
  return { zh: `${icon} ${zh}`, en: `${icon} ${en}` };
}
