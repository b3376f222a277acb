/** Checks of the place. */
import { detailedCount } from "../check-accuracy.ts";
import type { CheckRow, CheckWords } from "../check-row.ts";

export const backgroundChecks = {
  "background-busy": {
    unit: "score",
    limits: { warn: { max: 9 } },
    basis: { falseAlarms: 0.05 },
    accuracy: detailedCount([145, 4, 0, 117], [82, 0, 3]),
  },
  "background-shadow": {
    unit: "lightness",
    limits: { warn: { max: 16 } },
    basis: { falseAlarms: 0.005 },
    accuracy: detailedCount([0, 0, 0, 0], [261, 0, 5]),
  },
} as const satisfies Readonly<Record<string, CheckRow>>;

export const backgroundWords = {
  "background-busy": {
    name: { zh: "拍摄背景", en: "Background" },
    title: { zh: "背景杂乱", en: "Busy background" },
    passTitle: { zh: "未发现背景杂乱", en: "No clutter in the background found" },
    quantity: { zh: "背景杂乱程度", en: "Clutter of the background" },
    advice: {
      zh: "请站在一面干净的白墙前，离墙约一米，再拍一张",
      en: "Stand about one metre in front of a clean white wall and take it again",
    },
  },
  "background-shadow": {
    name: { zh: "墙上的影子", en: "Shadows on the wall" },
    title: { zh: "墙上有影子", en: "Shadow on the wall" },
    passTitle: { zh: "未发现墙上有影子", en: "No shadow on the wall found" },
    quantity: {
      zh: "左右两侧墙面的亮度差",
      en: "Difference of lightness between the two sides of the wall",
    },
    advice: {
      zh: "请离墙约一米，避开一侧的强光，再拍一张",
      en: "Stand about one metre from the wall, away from strong light at one side, and take it again",
    },
  },
} as const satisfies Readonly<Record<keyof typeof backgroundChecks, CheckWords>>;
