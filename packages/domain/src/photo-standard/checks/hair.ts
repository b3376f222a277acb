/** Checks of hair and ears. */
import { detailedCount } from "../check-accuracy.ts";
import type { CheckRow, CheckWords } from "../check-row.ts";

export const hairChecks = {
  "hair-over-eyes": {
    unit: "share",
    limits: { warn: { max: 0.1 } },
    basis: { falseAlarms: 0.002 },
    accuracy: detailedCount([0, 0, 0, 0], [261, 0, 0]),
  },
  "hair-over-brows": {
    unit: "share",
    limits: { warn: { max: 0.3 } },
    basis: { falseAlarms: 0.01 },
    accuracy: detailedCount([0, 0, 0, 0], [257, 0, 8]),
  },
  "hair-over-forehead": {
    unit: "share",
    limits: { warn: { max: 0.25 }, fail: { max: 0.65 } },
    basis: { falseAlarms: 0.02 },
    accuracy: detailedCount([11, 0, 5, 3], [230, 1, 5]),
  },
  "ears-hidden": {
    unit: "share",
    limits: { warn: { min: 0.295 }, fail: { min: 0.25 } },
    basis: { falseAlarms: 0.02 },
    accuracy: detailedCount([57, 1, 39, 12], [144, 1, 8]),
  },
} as const satisfies Readonly<Record<string, CheckRow>>;

export const hairWords = {
  "hair-over-eyes": {
    name: { zh: "眼睛处的头发", en: "Hair near the eyes" },
    title: { zh: "头发遮住眼睛", en: "Hair over the eyes" },
    passTitle: { zh: "未发现头发遮住眼睛", en: "No hair over the eyes found" },
    quantity: { zh: "眼睛被头发遮住的比例", en: "How much of an eye is under hair" },
    advice: {
      zh: "请把头发别开，露出双眼，再拍一张",
      en: "Pin the hair back to show both eyes, and take it again",
    },
  },
  "hair-over-brows": {
    name: { zh: "眉毛处的头发", en: "Hair near the brows" },
    title: { zh: "头发遮住眉毛", en: "Hair over the brows" },
    passTitle: { zh: "未发现头发遮住眉毛", en: "No hair over the brows found" },
    quantity: { zh: "眉毛被头发遮住的比例", en: "How much of a brow is under hair" },
    advice: {
      zh: "请把刘海梳起或用发夹别开，露出双眉，再拍一张",
      en: "Comb or pin the fringe back to show both brows, and take it again",
    },
  },
  "hair-over-forehead": {
    name: { zh: "额头处的头发", en: "Hair near the forehead" },
    title: { zh: "头发遮住额头", en: "Hair over the forehead" },
    passTitle: { zh: "未发现头发遮住额头", en: "No hair over the forehead found" },
    quantity: { zh: "额头被头发遮住的比例", en: "How much of the forehead is under hair" },
    advice: {
      zh: "请把刘海梳起或用发夹别开，露出额头，再拍一张",
      en: "Comb or pin the fringe back to show the forehead, and take it again",
    },
  },
  "ears-hidden": {
    name: { zh: "耳朵", en: "Ears" },
    title: { zh: "耳朵被遮住", en: "Ears hidden" },
    passTitle: { zh: "未发现耳朵被遮住", en: "No hidden ear found" },
    quantity: { zh: "耳部露出皮肤的比例", en: "Skin showing where the ear is" },
    advice: {
      zh: "请把头发拨到耳后，露出双耳，再拍一张",
      en: "Put the hair behind the ears so that both show, and take it again",
    },
  },
} as const satisfies Readonly<Record<keyof typeof hairChecks, CheckWords>>;
