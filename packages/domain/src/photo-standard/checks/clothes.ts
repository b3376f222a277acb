/** Checks of the clothes. */
import { detailedCount, emptyCount } from "../check-accuracy.ts";
import type { CheckRow, CheckWords } from "../check-row.ts";
import type { Rgb } from "../photo-spec.ts";

/** In grey and white, the code values of blue and red are about equal. */
const isBlue = ({ r, b }: Rgb): boolean => b - r > 32;

export const forbidsBlueClothes = ({ background }: { readonly background: Rgb }): boolean =>
  isBlue(background);

export const clothesChecks = {
  "blue-clothes": {
    unit: "share",
    // The rule applies to a blue background; with any other, the clothes may be entirely blue.
    limits: (spec) =>
      forbidsBlueClothes(spec)
        ? { warn: { max: 0.35 }, fail: { max: 0.88 } }
        : { warn: { max: 1 } },
    basis: { falseAlarms: 0.02 },
    accuracy: detailedCount([23, 0, 6, 12], [177, 0, 2]),
  },
  "low-contrast": {
    unit: "score",
    // CIE 1976 colour difference: 2 is just noticeable, up to 10 only on close inspection.
    limits: { warn: { min: 10 } },
    basis: { falseAlarms: 0.002 },
    accuracy: emptyCount,
  },
  sleeveless: {
    unit: "share",
    limits: { warn: { max: 0.37 }, fail: { max: 0.9 } },
    basis: { falseAlarms: 0.005 },
    accuracy: detailedCount([28, 1, 9, 12], [216, 2, 6]),
  },
} as const satisfies Readonly<Record<string, CheckRow>>;

export const clothesWords = {
  "blue-clothes": {
    name: { zh: "衣服颜色", en: "Colour of the clothes" },
    title: { zh: "穿着蓝色衣服", en: "Blue clothes" },
    passTitle: { zh: "未发现蓝色衣服", en: "No blue clothes found" },
    quantity: { zh: "衣服中鲜明蓝色的比例", en: "How much of the clothes is clearly blue" },
    advice: {
      zh: "照片背景是蓝色，请换一件非蓝色的单色有领衣服，再拍一张",
      en: "The background is blue: put on plain clothes of another colour and take it again",
    },
  },
  "low-contrast": {
    name: { zh: "衣服与背景的反差", en: "Contrast of clothes and background" },
    title: { zh: "衣服与背景颜色相近", en: "Clothes like the background" },
    passTitle: { zh: "未发现衣服与背景颜色相近", en: "No clothes like the background found" },
    quantity: {
      zh: "肩部衣服与背景的色差",
      en: "Colour difference between shoulders and background",
    },
    advice: {
      zh: "请换一件与照片背景颜色分明的单色有领衣服，再拍一张",
      en: "Put on plain clothes of a colour clearly other than the photo's background and take it again",
    },
  },
  sleeveless: {
    name: { zh: "衣袖", en: "Sleeves" },
    title: { zh: "无袖或吊带", en: "Sleeveless or strappy" },
    passTitle: { zh: "未发现无袖、吊带", en: "No sleeveless or strappy clothes found" },
    quantity: { zh: "肩部裸露的比例", en: "How much of the shoulders is bare" },
    advice: {
      zh: "请换上有领、有袖的单色正装，再拍一张",
      en: "Put on plain formal clothes with collar and sleeves, and take it again",
    },
  },
} as const satisfies Readonly<Record<keyof typeof clothesChecks, CheckWords>>;
